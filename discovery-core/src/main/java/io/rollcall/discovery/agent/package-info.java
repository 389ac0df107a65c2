/**
 * What runs the protocol: an agent decodes frames, hands them to a surveyor, respondent or replica,
 * and does what comes back; a transport moves the frames and calls the agent on one thread.
 *
 * <p>{@link io.rollcall.discovery.agent.Transport} is the seam between the two. ZeroMQ is behind it
 * in production, the simulated network in the simulated world.
 *
 * <p>For Rollcall's own modules. It is no API: any release may change it.
 */
@NullMarked
package io.rollcall.discovery.agent;

import org.jspecify.annotations.NullMarked;
