/**
 * Tests for code that uses a {@link io.rollcall.discovery.Membership}: a membership that the test
 * drives by hand ({@link io.rollcall.testkit.ManualMembership}), and a simulated cluster ({@link
 * io.rollcall.testkit.SimulatedCluster}). Both run in {@link io.rollcall.testkit.VirtualTime}.
 *
 * <p>Nothing here opens a socket, starts a thread or reads a clock: a test takes milliseconds and
 * gives the same result each time.
 */
@NullMarked
package io.rollcall.testkit;

import org.jspecify.annotations.NullMarked;
