/**
 * Runs the protocol: an agent decodes frames, passes them to a surveyor, respondent or replica, and
 * carries out the actions that these return. A transport moves the frames and calls the agent on
 * one thread.
 *
 * <p>{@link io.rollcall.discovery.agent.Transport} is the seam between the two. In production ZMTP
 * is behind it, in tests the simulated network.
 *
 * <p>For Rollcall's own modules. It is no API: any release may change it.
 */
@NullMarked
package io.rollcall.discovery.agent;

import org.jspecify.annotations.NullMarked;
