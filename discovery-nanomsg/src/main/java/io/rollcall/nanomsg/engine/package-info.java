/**
 * Moves bytes on TCP and Unix sockets for many connections, on one thread. What they mean it leaves
 * to a {@code Wire}.
 */
@NullMarked
package io.rollcall.nanomsg.engine;

import org.jspecify.annotations.NullMarked;
