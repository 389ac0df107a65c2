/**
 * The API of Rollcall: service discovery over ZeroMQ without a broker.
 *
 * <p>A {@link io.rollcall.discovery.Server} surveys the clients and publishes who is present. A
 * {@link io.rollcall.discovery.Client} is a member, a {@link io.rollcall.discovery.Subscriber} sees
 * the members, and a {@link io.rollcall.discovery.ClientWithSub} does both. Everything that sees
 * the members is a {@link io.rollcall.discovery.Membership}: a current {@link
 * io.rollcall.discovery.Roster}, and feeds of changes. {@link io.rollcall.discovery.Options}
 * configure all of them. Package {@code pick} chooses a member for each request.
 */
@NullMarked
package io.rollcall.discovery;

import org.jspecify.annotations.NullMarked;
