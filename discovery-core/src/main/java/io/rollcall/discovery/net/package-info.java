/**
 * Moves bytes on TCP and Unix sockets for many connections, on one thread. What they mean it leaves
 * to a {@code Wire}.
 */
@NullMarked
package io.rollcall.discovery.net;

import org.jspecify.annotations.NullMarked;
