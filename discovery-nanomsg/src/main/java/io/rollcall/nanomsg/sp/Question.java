package io.rollcall.nanomsg.sp;

/**
 * A survey that has come to a respondent. The arrays are not copied.
 *
 * @param pipe where it came from, and where its answer goes
 * @param header what the answer repeats: hops, if any, and the survey's id
 * @param body what the surveyor sent besides; often empty
 */
@SuppressWarnings("ArrayRecordComponent")
public record Question(Pipe pipe, byte[] header, byte[] body) {}
