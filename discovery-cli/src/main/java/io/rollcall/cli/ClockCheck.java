package io.rollcall.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Whether the clocks of those that were met go with ours, as far as their starts tell: who has
 * started in our future has a clock that is ahead of ours. One that is behind looks like one that
 * has started earlier.
 */
final class ClockCheck {
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  /** Nobody has started before there was a Rollcall, but hosts without a clock say so. */
  private static final Instant EARLIEST = Instant.parse("2024-01-01T00:00:00Z");

  private static final String ADVICE =
      "let all hosts ask a time server (timedatectl); of two starts under one name the one that is"
          + " later by its own clock holds it";

  private ClockCheck() {}

  static void of(Map<String, Instant> starts, List<Finding> findings) {
    of(starts, Instant.now(), findings);
  }

  static void of(Map<String, Instant> starts, Instant now, List<Finding> findings) {
    if (starts.isEmpty()) {
      findings.add(Finding.warn("clock", "nobody was met whose clock could be compared", ADVICE));
      return;
    }
    int before = findings.size();
    starts.forEach(
        (who, start) -> {
          Duration ahead = Duration.between(now, start);
          if (ahead.compareTo(TOLERANCE) > 0) {
            findings.add(
                Finding.warn(
                    "clock",
                    "%s has started %d s in the future: its clock is ahead, or ours behind"
                        .formatted(who, ahead.toSeconds()),
                    ADVICE));
          } else if (start.isBefore(EARLIEST)) {
            findings.add(
                Finding.warn(
                    "clock", "%s has started %s by its clock".formatted(who, start), ADVICE));
          }
        });
    if (findings.size() == before) {
      findings.add(
          Finding.ok(
              "clock",
              "none of %d is ahead of ours; whether one is behind can't be seen from here"
                  .formatted(starts.size())));
    }
  }
}
