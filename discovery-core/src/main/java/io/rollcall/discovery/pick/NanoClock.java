package io.rollcall.discovery.pick;

/** Nanoseconds since some moment, as {@link System#nanoTime} has them. */
interface NanoClock {
  long nanos();
}
