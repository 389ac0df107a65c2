package io.rollcall.benchmarks.curve;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.TransportKind;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;
import io.rollcall.jeromq.JeroMqTransport;
import java.nio.file.Path;

/** A transport, with CURVE or without. */
public enum Way {
  ZMTP(TransportKind.ZMTP, false),
  ZMTP_CURVE(TransportKind.ZMTP, true),
  JEROMQ(TransportKind.JEROMQ, false),
  JEROMQ_CURVE(TransportKind.JEROMQ, true);

  private final TransportKind kind;
  private final boolean isSealed;

  Way(TransportKind kind, boolean isSealed) {
    this.kind = kind;
    this.isSealed = isSealed;
  }

  /** As the tables name it. */
  public String title() {
    return "`%s`%s".formatted(kind, isSealed ? ", CURVE" : "");
  }

  /** Whether it is JeroMQ's. */
  public boolean isJeroMqs() {
    return kind == TransportKind.JEROMQ;
  }

  /** Options for it; all have the keys {@code all} in this folder, and trust them. */
  Options options(Path keys) {
    Options options = Options.defaults().withTransport(kind);
    return isSealed ? options.withSecurity(security(keys)) : options;
  }

  private static Security security(Path keys) {
    return Security.curve(keys.resolve("all.key_secret"), keys.resolve("all.key"));
  }

  /** A transport that no other client of the process uses. */
  static Transport transport(Options options) {
    return options.transport().orElseThrow() == TransportKind.ZMTP
        ? new ZmtpTransport(options)
        : new JeroMqTransport(options);
  }
}
