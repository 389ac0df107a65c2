/**
 * The keys of a process: its certificate files, whom it trusts, and which key it asks a server to
 * prove. Both transports read them here.
 */
@NullMarked
package io.rollcall.discovery.keys;

import org.jspecify.annotations.NullMarked;
