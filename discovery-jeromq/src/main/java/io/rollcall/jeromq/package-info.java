/**
 * JeroMQ's sockets and the threads that own them.
 *
 * <p>A socket belongs to one {@link io.rollcall.jeromq.SocketLoop} and is touched by its thread
 * alone; everybody else hands that thread a command. Each server has a loop and a ZeroMQ context of
 * its own; all clients and subscribers of a JVM share one of each.
 */
@NullMarked
package io.rollcall.jeromq;

import org.jspecify.annotations.NullMarked;
