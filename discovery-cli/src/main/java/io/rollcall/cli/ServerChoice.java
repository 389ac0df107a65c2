package io.rollcall.cli;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which servers a command is about, and how it proves who it is: the same options everywhere. */
final class ServerChoice {
  private static final String SURVEY = "tcp://127.0.0.1:7655";
  private static final String PUBSUB = "tcp://127.0.0.1:7656";

  /** How soon the absent are noticed. */
  enum Preset {
    DEFAULTS,
    LOCAL,
    LAN,
    WAN
  }

  @Option(
      names = "--url-server",
      paramLabel = "URL",
      description = "Where servers survey; several joined by commas. Default: " + SURVEY)
  private String urlServer = SURVEY;

  @Option(
      names = "--url-pubsub",
      paramLabel = "URL",
      description = "Where servers publish; several joined by commas. Default: " + PUBSUB)
  private String urlPubSub = PUBSUB;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "Which cluster it is; others are refused. Default: none")
  private String cluster = "";

  @Option(
      names = "--preset",
      paramLabel = "PRESET",
      description = "How soon the absent are noticed: ${COMPLETION-CANDIDATES}. A server's counts.")
  private Preset preset = Preset.DEFAULTS;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Its own secret certificate, NAME.key_secret; with --trust.")
  private @Nullable Path key;

  @Option(
      names = "--trust",
      paramLabel = "PATH",
      description = "Whom it trusts: a folder of public certificates, or one file; with --key.")
  private @Nullable Path trust;

  String urlServer() {
    return urlServer;
  }

  String urlPubSub() {
    return urlPubSub;
  }

  /**
   * What the handles are given.
   *
   * @throws IllegalArgumentException if one of the two files is missing
   */
  Options options() {
    Options options =
        switch (preset) {
          case DEFAULTS -> Options.defaults();
          case LOCAL -> Options.local();
          case LAN -> Options.lan();
          case WAN -> Options.wan();
        };
    return options.withCluster(cluster).withSecurity(security());
  }

  private Security security() {
    if (key == null && trust == null) {
      return Security.none();
    }
    if (key == null || trust == null) {
      throw new IllegalArgumentException("--key and --trust are needed both, or none");
    }
    return Security.curve(key, trust);
  }
}
