package io.rollcall.sim;

/** The kinds of faults that a schedule draws from. */
enum Fault {
  /** Frames are lost. */
  LOSS,
  /** Frames arrive twice. */
  DUPLICATION,
  /** Frames overtake each other. */
  REORDERING,
  /** Frames take long. */
  DELAY,
  /** A client or subscriber and a server, or all of them, can't hear each other. */
  PARTITION,
  /** A server and everybody else can't hear each other. */
  ISOLATION,
  /** One half of all hosts and the other can't hear each other. */
  SPLIT,
  /** A server and its clients can't hear each other, while its subscribers hear it. */
  DEAFNESS,
  /** A client ends without a word. */
  CRASH,
  /** A process is stopped and goes on. */
  PAUSE,
  /** A server ends, with or without a word, and starts again. */
  RESTART,
  /** A thread that owns a server's sockets dies. */
  REOPEN,
  /** A clock on the wall jumps. */
  CLOCK_JUMP,
  /** Connections break. */
  RESET,
  /** A connection is dead, and neither end is told. */
  MUTENESS,
  /** An endpoint is removed, and added again later. */
  ENDPOINT
}
