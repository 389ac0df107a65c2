package io.rollcall.nanomsg.sp;

/**
 * What a socket has kept out since it was made. Immutable.
 *
 * @param refused connections that did not get in: beyond a limit, or too slow in their handshake
 * @param violations connections that were closed for what they sent
 * @param dropped messages that were not handed over, or not sent for want of room
 */
public record Counts(long refused, long violations, long dropped) {}
