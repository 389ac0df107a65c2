package io.rollcall.discovery;

import io.rollcall.discovery.agent.Environment;
import io.rollcall.discovery.check.Bounds;
import io.rollcall.discovery.spi.ProcessEnvironment;
import io.rollcall.discovery.thread.ReaderThreads;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Builds {@link Options}. Each method sets the option of its name and throws an {@code
 * IllegalArgumentException} if the value is out of the bounds documented there; the message
 * contains the bound. Not thread-safe.
 */
public final class OptionsBuilder {
  private Duration surveyTime = Duration.ofSeconds(1);
  private Duration recvDeadline = Duration.ofSeconds(1);
  private Duration pollTime = Duration.ofSeconds(2);
  private int misses = 2;
  private Duration lossGrace = Duration.ofMillis(250);
  private Duration gather = Duration.ofMillis(10);
  private Duration pulse = Duration.ofSeconds(1);
  private Duration settleTime = Duration.ofSeconds(3);
  private Limits limits = Limits.defaults();
  private Security security = Security.none();
  private String cluster = "";
  private int backlog = 256;
  private Executor executor = ReaderThreads.EXECUTOR;
  private boolean closeOnShutdown;
  private Optional<TransportKind> transport = Optional.empty();
  private Environment environment = SystemEnvironment.INSTANCE;

  OptionsBuilder() {}

  OptionsBuilder(Options.Values values) {
    this.surveyTime = values.surveyTime();
    this.recvDeadline = values.recvDeadline();
    this.pollTime = values.pollTime();
    this.misses = values.misses();
    this.lossGrace = values.lossGrace();
    this.gather = values.gather();
    this.pulse = values.pulse();
    this.settleTime = values.settleTime();
    this.limits = values.limits();
    this.security = values.security();
    this.cluster = values.cluster();
    this.backlog = values.backlog();
    this.executor = values.executor();
    this.closeOnShutdown = values.closeOnShutdown();
    this.transport = values.transport();
    this.environment = values.environment();
  }

  /** Sets {@link Options#surveyTime()}. */
  public OptionsBuilder surveyTime(Duration surveyTime) {
    this.surveyTime =
        Bounds.within("surveyTime", surveyTime, Duration.ofMillis(10), Duration.ofMinutes(10));
    return this;
  }

  /** Sets {@link Options#recvDeadline()}. */
  public OptionsBuilder recvDeadline(Duration recvDeadline) {
    this.recvDeadline =
        Bounds.within("recvDeadline", recvDeadline, Duration.ofMillis(10), Duration.ofMinutes(10));
    return this;
  }

  /** Sets {@link Options#pollTime()}. */
  public OptionsBuilder pollTime(Duration pollTime) {
    this.pollTime = Bounds.within("pollTime", pollTime, Duration.ofMillis(10), Duration.ofHours(1));
    return this;
  }

  /** Sets {@link Options#misses()}. */
  public OptionsBuilder misses(int misses) {
    this.misses = Bounds.within("misses", misses, 1, 100);
    return this;
  }

  /** Sets {@link Options#lossGrace()}. */
  public OptionsBuilder lossGrace(Duration lossGrace) {
    this.lossGrace = Bounds.within("lossGrace", lossGrace, Duration.ZERO, Duration.ofMinutes(10));
    return this;
  }

  /** Sets {@link Options#gather()}. */
  public OptionsBuilder gather(Duration gather) {
    this.gather = Bounds.within("gather", gather, Duration.ZERO, Duration.ofMillis(10));
    return this;
  }

  /** Sets {@link Options#pulse()}. */
  public OptionsBuilder pulse(Duration pulse) {
    this.pulse = Bounds.within("pulse", pulse, Duration.ofMillis(20), Duration.ofMinutes(1));
    return this;
  }

  /** Sets {@link Options#settleTime()}. */
  public OptionsBuilder settleTime(Duration settleTime) {
    this.settleTime =
        Bounds.within("settleTime", settleTime, Duration.ZERO, Duration.ofMinutes(10));
    return this;
  }

  /** Sets {@link Options#limits()}. */
  public OptionsBuilder limits(Limits limits) {
    this.limits = Objects.requireNonNull(limits, "limits");
    return this;
  }

  /** Sets {@link Options#security()}. */
  public OptionsBuilder security(Security security) {
    this.security = Objects.requireNonNull(security, "security");
    return this;
  }

  /** Sets {@link Options#cluster()}. */
  public OptionsBuilder cluster(String cluster) {
    MemberRules.label("cluster", cluster, 0, 255);
    this.cluster = cluster;
    return this;
  }

  /** Sets {@link Options#backlog()}. */
  public OptionsBuilder backlog(int backlog) {
    this.backlog = Bounds.within("backlog", backlog, 1, 1_000_000);
    return this;
  }

  /** Sets {@link Options#executor()}. */
  public OptionsBuilder executor(Executor executor) {
    this.executor = Objects.requireNonNull(executor, "executor");
    return this;
  }

  /** Sets {@link Options#closeOnShutdown()}. */
  public OptionsBuilder closeOnShutdown(boolean closeOnShutdown) {
    this.closeOnShutdown = closeOnShutdown;
    return this;
  }

  /** Sets {@link Options#transport()}. */
  public OptionsBuilder transport(TransportKind transport) {
    this.transport = Optional.of(transport);
    return this;
  }

  /**
   * Sets {@link Options#environment()}.
   *
   * @throws IllegalArgumentException if it is none that a module of Rollcall has made
   */
  public OptionsBuilder environment(ProcessEnvironment environment) {
    if (!(Objects.requireNonNull(environment, "environment") instanceof Environment own)) {
      throw new IllegalArgumentException(
          "environment '%s' is none that a module of Rollcall has made".formatted(environment));
    }
    this.environment = own;
    return this;
  }

  /** The options as they are set now. */
  public Options build() {
    return new Options(
        new Options.Values(
            surveyTime,
            recvDeadline,
            pollTime,
            misses,
            lossGrace,
            gather,
            pulse,
            settleTime,
            limits,
            security,
            cluster,
            backlog,
            executor,
            closeOnShutdown,
            transport,
            environment));
  }
}
