package io.rollcall.cli;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.TransportKind;
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

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      description = "What carries the messages: ${COMPLETION-CANDIDATES}. Default: zmtp")
  private @Nullable TransportKind transport;

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
    if (OptionSources.source(command, other).compareTo(OptionSources.source(command, option)) > 0) {
      throw new IllegalArgumentException(
          "%s is given by %s and %s is not; it would be '%s', from %s. Give both: they belong together"
              .formatted(
                  other,
                  OptionSources.where(command, other),
                  option,
                  value,
                  OptionSources.where(command, option)));
    }
  }

  /**
   * What the handles are given.
   *
   * @throws IllegalArgumentException if one of the two files is missing
   */
  Options options() {
    return options(Options.defaults());
  }

  /** These, for this cluster, with these keys and on this transport. */
  Options options(Options pace) {
    Options options = pace.withCluster(cluster).withSecurity(security());
    return transport == null ? options : options.withTransport(transport);
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
