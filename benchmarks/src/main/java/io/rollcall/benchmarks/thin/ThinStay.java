package io.rollcall.benchmarks.thin;

import java.io.IOException;

/** A thin peer that is there under a name. */
interface ThinStay {
  /** Its name. */
  String name();

  /** When it was about to say so, by {@link System#nanoTime}. */
  long since();

  /** Says goodbye. */
  void leave() throws IOException;
}
