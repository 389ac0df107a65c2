package io.rollcall.samples.processes;

import io.rollcall.discovery.Options;

/** The presets of {@link Options} by name, since a process is given strings. */
final class Presets {
  private Presets() {}

  static Options named(String preset) {
    return switch (preset) {
      case "defaults" -> Options.defaults();
      case "local" -> Options.local();
      case "lan" -> Options.lan();
      case "wan" -> Options.wan();
      default ->
          throw new IllegalArgumentException(
              "preset '" + preset + "' is not defaults, local, lan or wan");
    };
  }
}
