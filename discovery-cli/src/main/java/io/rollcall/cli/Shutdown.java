package io.rollcall.cli;

/** What is done when the program is told to end, by SIGINT or SIGTERM. */
final class Shutdown {
  private Shutdown() {}

  /** Closes this then; whoever waits for it goes on. */
  static void closes(AutoCloseable handle) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    handle.close();
                  } catch (Exception failed) {
                    System.err.println("rollcall: " + failed.getMessage());
                  }
                },
                "rollcall-shutdown"));
  }
}
