package io.rollcall.samples;

import io.rollcall.samples.nanomsg.MixedRun;

/**
 * Members of two worlds on one roster: a Java process, and {@code nanocat}, which nobody here wrote
 * and which knows nothing of Rollcall. A {@code nanocat --sub} shows the names as they change.
 *
 * <p>The exit code is 0 only if everybody saw everything.
 */
public final class NanomsgMembers {
  private NanomsgMembers() {}

  /** Takes no arguments. */
  public static void main(String... args) throws InterruptedException {
    if (!new MixedRun().run()) {
      System.exit(1);
    }
  }
}
