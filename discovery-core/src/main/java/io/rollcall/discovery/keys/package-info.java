/**
 * Certificate files, trusted keys, and the key that a client asks a server to prove. All transports
 * use it.
 */
@NullMarked
package io.rollcall.discovery.keys;

import org.jspecify.annotations.NullMarked;
