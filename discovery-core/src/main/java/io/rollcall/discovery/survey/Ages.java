package io.rollcall.discovery.survey;

import java.time.Duration;

/** How long ago something was, as an explanation says it: in whole milliseconds. Stateless. */
final class Ages {
  private Ages() {}

  static Duration of(long at, long now) {
    return Duration.ofMillis((now - at) / 1_000_000);
  }
}
