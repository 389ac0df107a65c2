package io.rollcall.samples;

import io.rollcall.samples.cache.CacheDirector;

/**
 * A cache pool of real processes: three share their keys, one is killed, another joins. A table
 * shows who owns which key, how often it was loaded, and what each process counted.
 *
 * <p>The exit code is 0 only if no key was loaded more often than it had to be.
 */
public final class SharedCache {
  private SharedCache() {}

  /** Takes no arguments. */
  public static void main(String... args) throws InterruptedException {
    if (!new CacheDirector().direct()) {
      System.exit(1);
    }
  }
}
