package io.rollcall.nanomsg.sp;

/** One endpoint that is dialled, and what its peer was last seen to speak. */
final class Outgoing {
  Generation generation = Generation.CURRENT;
}
