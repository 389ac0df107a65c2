package io.rollcall.cli;

import io.rollcall.discovery.Options;
import picocli.CommandLine.Option;

/** How soon a server notices who is absent. Members and subscribers learn its pace from it. */
final class Preset {
  /** The presets of {@link Options}. */
  enum Name {
    DEFAULTS,
    LOCAL,
    LAN,
    WAN
  }

  @Option(
      names = "--preset",
      paramLabel = "PRESET",
      description =
          "How soon the absent are noticed: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private Name name = Name.DEFAULTS;

  Options options() {
    return switch (name) {
      case DEFAULTS -> Options.defaults();
      case LOCAL -> Options.local();
      case LAN -> Options.lan();
      case WAN -> Options.wan();
    };
  }
}
