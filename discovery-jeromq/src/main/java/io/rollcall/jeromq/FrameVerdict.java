package io.rollcall.jeromq;

/** What is to be made of a frame that somebody sent. */
enum FrameVerdict {
  /** It is a message. */
  WHOLE,
  /** It belongs to a message of several frames. */
  PART,
  /** To a publisher: a subscription of several frames, one too many, or the end of none. */
  WRONG_SUBSCRIPTION,
  /** It is one too many: its sender is cut off. */
  CUT_OFF,
  /** Its sender has been cut off before. */
  AFTER_CUT_OFF
}
