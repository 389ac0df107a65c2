package io.rollcall.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The wall clock of some processes, which can be set while they run: libfaketime reads the offset
 * from a file at each call. The monotonic clock stays, as it does when a real clock is set. For one
 * thread.
 */
final class WallClock {
  private static final Optional<Path> LIBRARY = find();

  private final Path file;

  /** A clock that is right. */
  WallClock() throws IOException {
    file = Files.createTempFile("rollcall-clock", ".txt");
    file.toFile().deleteOnExit();
    set(Duration.ZERO);
  }

  /** Skips the test where there is no libfaketime; on the build server that is a failure. */
  static void require() {
    String missing = "there is no libfaketimeMT.so.1 (Debian: faketime)";
    if ("true".equals(System.getenv("CI")) && LIBRARY.isEmpty()) {
      throw new AssertionError(missing + ", and CI=true forbids to skip");
    }
    Assumptions.assumeTrue(LIBRARY.isPresent(), missing);
  }

  /**
   * What puts a process under this clock. Without the last of these libfaketime 0.9.10 ends each
   * timed wait of a JVM at once, and its threads keep the processors busy.
   */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        LIBRARY.orElseThrow().toString(),
        "FAKETIME_TIMESTAMP_FILE",
        file.toString(),
        "FAKETIME_NO_CACHE",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
  }

  /** Sets it: the machine's, and this. */
  void set(Duration offset) throws IOException {
    // A reader must not find half a file.
    Path next = Files.createTempFile("rollcall-clock", ".next");
    Files.writeString(next, "%+d%n".formatted(offset.toSeconds()));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Optional<Path> find() {
    try (Stream<Path> places = Files.list(Path.of("/usr/lib"))) {
      return places
          .map(place -> place.resolve("faketime/libfaketimeMT.so.1"))
          .filter(Files::exists)
          .findFirst();
    } catch (IOException noLinux) {
      return Optional.empty();
    }
  }
}
