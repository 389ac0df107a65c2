/**
 * Moves bytes on TCP and Unix sockets for many connections, on one thread. What they mean it leaves
 * to a {@code Wire}.
 *
 * <p>For Rollcall's own modules. It is no API: any release may change it.
 */
@NullMarked
package io.rollcall.discovery.net;

import org.jspecify.annotations.NullMarked;
