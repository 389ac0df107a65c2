package io.rollcall.samples;

import io.rollcall.samples.processes.Director;

/**
 * Real processes: three clients join a server; one leaves, one is killed, one is frozen and comes
 * back, and a watcher sees each.
 *
 * <p>The exit code is 0 only if everything was seen, for the right cause and in time.
 */
public final class RollCall {
  private RollCall() {}

  /** Takes the server's preset: {@code defaults}, {@code local}, {@code lan} or {@code wan}. */
  public static void main(String... args) throws InterruptedException {
    String preset = args.length == 0 ? "defaults" : args[0];
    if (!new Director(preset).direct()) {
      System.exit(1);
    }
  }
}
