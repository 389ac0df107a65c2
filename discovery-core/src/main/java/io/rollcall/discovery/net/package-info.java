/**
 * The engine: moves bytes on TCP and Unix sockets for many connections on one thread. A {@code
 * Wire} implements the protocol on a connection.
 *
 * <p>For Rollcall's own modules. It is no API: any release may change it.
 */
@NullMarked
package io.rollcall.discovery.net;

import org.jspecify.annotations.NullMarked;
