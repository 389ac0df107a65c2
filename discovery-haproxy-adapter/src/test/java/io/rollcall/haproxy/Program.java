package io.rollcall.haproxy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The program haproxy, if there is one. */
final class Program {
  private static final boolean FOUND = runs();

  private Program() {}

  /** Skips the test where there is none; on the build server nothing is skipped in silence. */
  static void require() {
    String missing = "haproxy is not on the PATH (Debian: haproxy)";
    if ("true".equals(System.getenv("CI")) && !FOUND) {
      throw new AssertionError(missing + ", and CI=true forbids to skip");
    }
    Assumptions.assumeTrue(FOUND, missing);
  }

  private static boolean runs() {
    Process process;
    try {
      process =
          new ProcessBuilder(List.of("haproxy", "-v"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException noSuchProgram) {
      return false;
    }
    try {
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }
}
