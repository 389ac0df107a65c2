/**
 * The simulated world: virtual time, hosts that crash and pause, and a network that loses,
 * duplicates, delays and reorders, all drawn from one seed.
 *
 * <p>The agents are those that run over real sockets; only the transport differs. Nothing here
 * starts a thread or reads a clock, so the same seed gives the same run.
 *
 * <p>For Rollcall's own modules and its test kit. It is no API: any release may change it.
 */
@NullMarked
package io.rollcall.sim;

import org.jspecify.annotations.NullMarked;
