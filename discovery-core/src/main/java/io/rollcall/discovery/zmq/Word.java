package io.rollcall.discovery.zmq;

/** What a frame is that somebody sent. */
enum Word {
  /** A message. */
  WHOLE,
  /** A frame of a message of several. */
  PART,
  /** To a publisher: a subscription of several frames, one too many, or the end of none. */
  WRONG,
  /** One too many: who sent it is cut off. */
  LAST,
  /** One that came after that. */
  TOO_MUCH
}
