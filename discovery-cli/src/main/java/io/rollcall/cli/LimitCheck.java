package io.rollcall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many connections a server started like this process could hold. */
final class LimitCheck {
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Path BACKLOG = Path.of("/proc/sys/net/core/somaxconn");
  private static final Pattern OPEN_FILES =
      Pattern.compile("Max open files +([0-9]+|unlimited) +([0-9]+|unlimited)");

  // As docs/operations/capacity.md has them.
  private static final long OF_THE_JVM = 150;
  private static final long MOST_RESERVED = 64;
  private static final long OCTETS_EACH = 20 * 1024;
  private static final long WANTED_BACKLOG = 4096;

  /** Fewer are soon used up. */
  private static final long FEW = 1_000;

  private static final long FAR_TOO_FEW = 100;

  private LimitCheck() {}

  static void of(List<Finding> findings) {
    try {
      descriptors(Files.readString(LIMITS), findings);
      backlog(Long.parseLong(Files.readString(BACKLOG).strip()), findings);
    } catch (IOException | NumberFormatException noLinux) {
      findings.add(
          Finding.warn(
              "limit",
              "this system does not tell its limits in /proc",
              "look at ulimit -n: a connection takes a descriptor"));
    }
    long memory = Runtime.getRuntime().maxMemory();
    findings.add(
        Finding.ok(
            "limit",
            "a heap of %d MB at most, for %d connections"
                .formatted(memory >> 20, memory / OCTETS_EACH)));
  }

  /** By {@code /proc/self/limits}. */
  static void descriptors(String limits, List<Finding> findings) {
    Matcher found = OPEN_FILES.matcher(limits);
    if (!found.find()) {
      return;
    }
    long limit =
        found.group(1).equals("unlimited") ? Integer.MAX_VALUE : Long.parseLong(found.group(1));
    long serves = Math.max(0, limit - OF_THE_JVM - Math.min(MOST_RESERVED, limit / 8));
    String text =
        "%s descriptors (ulimit -n): a server serves %d connections of members and subscribers"
            .formatted(found.group(1), serves);
    String advice =
        "raise it where the server is started: ulimit -n, LimitNOFILE= of systemd, --ulimit nofile"
            + " of a container";
    findings.add(
        serves < FAR_TOO_FEW
            ? Finding.fail("limit", text, advice)
            : serves < FEW ? Finding.warn("limit", text, advice) : Finding.ok("limit", text));
  }

  static void backlog(long somaxconn, List<Finding> findings) {
    String text = "%d connections may wait to be taken (net.core.somaxconn)".formatted(somaxconn);
    findings.add(
        somaxconn < WANTED_BACKLOG
            ? Finding.warn(
                "limit",
                text,
                "where thousands start at once: sysctl net.core.somaxconn=" + WANTED_BACKLOG)
            : Finding.ok("limit", text));
  }
}
