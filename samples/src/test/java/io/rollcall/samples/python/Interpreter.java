package io.rollcall.samples.python;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Python that can import zmq, if there is one. */
final class Interpreter {
  private static final Optional<String> FOUND =
      Stream.of("python3", "/usr/bin/python3").filter(Interpreter::hasZmq).findFirst();

  private Interpreter() {}

  /** Skips the test where there is none; on the build server nothing is skipped in silence. */
  static String require() {
    String missing = "neither python3 nor /usr/bin/python3 can import zmq (Debian: python3-zmq)";
    if ("true".equals(System.getenv("CI")) && FOUND.isEmpty()) {
      throw new AssertionError(missing + ", and CI=true forbids to skip");
    }
    Assumptions.assumeTrue(FOUND.isPresent(), missing);
    return FOUND.orElseThrow();
  }

  private static boolean hasZmq(String python) {
    Process process;
    try {
      process =
          new ProcessBuilder(List.of(python, "-c", "import zmq"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
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
