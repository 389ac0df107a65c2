/**
 * Keeps the servers of an HAProxy backend equal to the members: {@link
 * io.rollcall.haproxy.HaproxyBackend}.
 *
 * <p>{@code WantedServers} computes what HAProxy should have, {@code ServerState} is what it has,
 * and {@code Plan} is the difference. These read no clock and open no socket. {@code RuntimeApi}
 * talks to HAProxy, and {@code Follower} is the thread that repeats the comparison.
 */
@NullMarked
package io.rollcall.haproxy;

import org.jspecify.annotations.NullMarked;
