/**
 * The protocol: the surveyor that calls the roll, the respondent that answers, and the replica of
 * the roster that a subscriber keeps.
 *
 * <p>All of it is pure. Time is an argument, in nanoseconds of a clock that never jumps; what to do
 * comes back as a list of {@link io.rollcall.discovery.survey.Action}s. No clock, socket, thread or
 * random source is inside, and nothing here is thread-safe: one owner calls.
 */
@NullMarked
package io.rollcall.discovery.survey;

import org.jspecify.annotations.NullMarked;
