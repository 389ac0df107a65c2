/** The line protocol, and who is registered. Pure: no clock, no socket, no thread. */
@NullMarked
package io.rollcall.daemon.text;

import org.jspecify.annotations.NullMarked;
