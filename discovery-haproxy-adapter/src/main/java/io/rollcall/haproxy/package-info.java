/**
 * The servers of an HAProxy backend, kept equal to the members: {@link
 * io.rollcall.haproxy.HaproxyBackend}.
 *
 * <p>{@code WantedServers} makes of a roster what HAProxy should have, {@code ServerState} is what
 * it has, and {@code Plan} is the difference. These read no clock and open no socket; {@code
 * RuntimeApi} speaks with HAProxy, and {@code Follower} is the thread that does it all again and
 * again.
 */
@NullMarked
package io.rollcall.haproxy;

import org.jspecify.annotations.NullMarked;
