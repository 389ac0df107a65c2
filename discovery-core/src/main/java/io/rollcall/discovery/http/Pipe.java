package io.rollcall.discovery.http;

import java.nio.ByteBuffer;

/** Where a wire writes: a connection, or TLS on one. For the engine's thread only. */
interface Pipe {
  /**
   * How long a far end may take for the last of its answer; one that takes nothing is cut before.
   */
  long LONGEST = 600_000_000_000L;

  /** Takes all of it; what the far end does not take at once waits. */
  void write(ByteBuffer octets);

  /** How many octets wait. */
  int queued();

  /** Closes it once what waits is written. */
  void finish(String why);

  /** Closes it now. */
  void close(String why);

  /** The far end's address. */
  String address();
}
