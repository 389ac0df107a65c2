package io.rollcall.daemon;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.thread.LibraryThreads;

/**
 * The daemon as a program: reads its environment as {@link Daemon#fromEnvironment} says, and runs
 * until it is told to end. Exit codes: 2 if a variable is malformed, 1 if the port can't be bound
 * or the server can't be joined.
 */
public final class Main {
  private static final int BAD_USE = 2;
  private static final int FAILED = 1;

  private Main() {}

  /** Takes no arguments. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws InterruptedException {
    try {
      Daemon daemon = Daemon.fromEnvironment();
      Runtime.getRuntime()
          .addShutdownHook(LibraryThreads.daemon("rollcall-daemon-close", daemon::close));
      daemon.run();
    } catch (IllegalArgumentException malformed) {
      System.err.println(malformed.getMessage());
      System.exit(BAD_USE);
    } catch (DiscoveryException failed) {
      System.err.println(failed.getMessage());
      System.exit(FAILED);
    }
  }
}
