package io.rollcall.cli;

import io.rollcall.cli.Defaults.Source;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which servers a command is about, and how it proves who it is: the same options everywhere. */
final class ServerChoice {
  private static final String SURVEY = "tcp://127.0.0.1:7655";
  private static final String PUBSUB = "tcp://127.0.0.1:7656";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

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
      names = "--key",
      paramLabel = "FILE",
      description = "Its own secret certificate, NAME.key_secret; with --trust.")
  private @Nullable Path key;

  @Option(
      names = "--trust",
      paramLabel = "PATH",
      description = "Whom it trusts: a folder of public certificates, or one file; with --key.")
  private @Nullable Path trust;

  /**
   * Where servers survey.
   *
   * @throws IllegalArgumentException if the other endpoint alone was given
   */
  String urlServer() {
    checkThatItIsGiven("--url-server", urlServer, "--url-pubsub");
    return urlServer;
  }

  /**
   * Where servers publish.
   *
   * @throws IllegalArgumentException if the other endpoint alone was given
   */
  String urlPubSub() {
    checkThatItIsGiven("--url-pubsub", urlPubSub, "--url-server");
    return urlPubSub;
  }

  /**
   * Both endpoints belong to one server, and neither tells the other. Whoever gives one of them in
   * a place that overrides the other's would reach two servers, or another than was meant.
   */
  private void checkThatItIsGiven(String option, String value, String other) {
    Source source = source(option);
    if (source(other).compareTo(source) > 0) {
      throw new IllegalArgumentException(
          "%s is given %s, and %s is not; it would be '%s', %s. Give both: they belong together"
              .formatted(other, where(source(other)), option, value, where(source)));
    }
  }

  private Source source(String option) {
    if (command.commandLine().getParseResult().hasMatchedOption(option)) {
      return Source.COMMAND_LINE;
    }
    return command.defaultValueProvider() instanceof Defaults defaults
        ? defaults.source(option.substring(2))
        : Source.BUILT_IN;
  }

  private static String where(Source source) {
    return switch (source) {
      case BUILT_IN -> "by default";
      case FILE -> "in the configuration file";
      case ENVIRONMENT -> "in the environment";
      case COMMAND_LINE -> "on the command line";
    };
  }

  /**
   * What the handles are given.
   *
   * @throws IllegalArgumentException if one of the two files is missing
   */
  Options options() {
    return options(Options.defaults());
  }

  /** These, for this cluster and with these keys. */
  Options options(Options pace) {
    return pace.withCluster(cluster).withSecurity(security());
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
