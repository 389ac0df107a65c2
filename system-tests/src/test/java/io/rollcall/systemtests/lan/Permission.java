package io.rollcall.systemtests.lan;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Whether this machine lets us make network namespaces. It is asked once, by making some. */
final class Permission {
  private static final boolean PROGRAM =
      Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
          .anyMatch(directory -> new File(directory, "ip").canExecute());
  private static final Optional<String> MISSING = probe();

  private Permission() {}

  static Optional<String> missing() {
    return MISSING;
  }

  static void require() {
    if ("true".equals(System.getenv("CI")) && !PROGRAM) {
      throw new AssertionError(MISSING.orElseThrow() + ", and CI=true forbids to skip");
    }
    Assumptions.assumeTrue(MISSING.isEmpty(), () -> MISSING.orElseThrow());
  }

  private static Optional<String> probe() {
    if (!PROGRAM) {
      return Optional.of("there is no program 'ip' (Debian: iproute2)");
    }
    try (Lan lan = Lan.make()) {
      lan.split(List.of(lan.host("probe")));
      return Optional.empty();
    } catch (IOException | RuntimeException refused) {
      return Optional.of("no network namespaces here: " + refused.getMessage());
    }
  }
}
