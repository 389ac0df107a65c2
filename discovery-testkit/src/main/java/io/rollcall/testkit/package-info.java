/**
 * For tests of whatever reacts to a {@link io.rollcall.discovery.Membership}: one that is driven by
 * hand ({@link io.rollcall.testkit.ManualMembership}), and a whole simulated cluster ({@link
 * io.rollcall.testkit.SimulatedCluster}). Both live in {@link io.rollcall.testkit.VirtualTime}.
 *
 * <p>Nothing here opens a socket, starts a thread or reads a clock: the same test does the same
 * each time, in milliseconds.
 */
@NullMarked
package io.rollcall.testkit;

import org.jspecify.annotations.NullMarked;
