/**
 * The protocol: the surveyor of a server, the respondent of a client, and the replica of the roster
 * that a subscriber keeps.
 *
 * <p>All of it is pure. Time is an argument, in nanoseconds of a monotonic clock; the result is a
 * list of {@link io.rollcall.discovery.survey.Action}s to carry out. There is no clock, socket,
 * thread or random source inside. Nothing is thread-safe: one owner calls.
 */
@NullMarked
package io.rollcall.discovery.survey;

import org.jspecify.annotations.NullMarked;
