package io.rollcall.discovery;

import io.rollcall.discovery.agent.Environment;
import io.rollcall.discovery.spi.ProcessEnvironment;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How a server paces its surveys, how readers are served, and what all processes of a cluster agree
 * on. Immutable; start from a preset and alter it, one option or several:
 *
 * <pre>{@code
 * var brisk = Options.defaults().withPollTime(Duration.ofMillis(200));
 * var patient = Options.wan().toBuilder().misses(5).cluster("blue").build();
 * }</pre>
 *
 * <p>Each bound is checked where the value is set, and what only stands together by {@link
 * Server#start(String, String, Options)}. A client or subscriber needs none of a server's timings:
 * the server announces them. What each option is, and who reads it, stands at its accessor.
 */
public final class Options {
  private final Values values;

  Options(Values values) {
    this.values = values;
  }

  /** One value for each option; the builder has checked them. */
  record Values(
      Duration surveyTime,
      Duration recvDeadline,
      Duration pollTime,
      int misses,
      Duration lossGrace,
      Duration gather,
      Duration pulse,
      Duration settleTime,
      Limits limits,
      Security security,
      String cluster,
      int backlog,
      Executor executor,
      boolean closeOnShutdown,
      Optional<TransportKind> transport,
      Environment environment) {}

  /**
   * For a network of any kind: a frozen process is gone within 4 s, a killed one within 250 ms.
   *
   * <p>{@code surveyTime} 1 s, {@code recvDeadline} 1 s, {@code pollTime} 2 s, {@code misses} 2,
   * {@code lossGrace} 250 ms, {@code gather} 10 ms, {@code pulse} 1 s, {@code settleTime} 3 s,
   * {@link Limits#defaults()}, no security, no cluster, {@code backlog} 256.
   */
  public static Options defaults() {
    return builder().build();
  }

  /** For one machine: a frozen process is gone within 260 ms, a killed one within 100 ms. */
  public static Options local() {
    return builder()
        .surveyTime(Duration.ofMillis(80))
        .recvDeadline(Duration.ofMillis(80))
        .pollTime(Duration.ofMillis(100))
        .lossGrace(Duration.ofMillis(100))
        .pulse(Duration.ofMillis(250))
        .build();
  }

  /** For one data centre: a frozen process is gone within 1.4 s, a killed one within 250 ms. */
  public static Options lan() {
    return builder()
        .surveyTime(Duration.ofMillis(450))
        .recvDeadline(Duration.ofMillis(450))
        .pollTime(Duration.ofMillis(500))
        .pulse(Duration.ofMillis(500))
        .build();
  }

  /** For slow and lossy links: a frozen process is gone within 14 s, a killed one within 3 s. */
  public static Options wan() {
    return builder()
        .surveyTime(Duration.ofSeconds(3))
        .recvDeadline(Duration.ofSeconds(3))
        .pollTime(Duration.ofSeconds(5))
        .misses(3)
        .lossGrace(Duration.ofSeconds(3))
        .pulse(Duration.ofSeconds(2))
        .settleTime(Duration.ofSeconds(10))
        .build();
  }

  /** A builder that begins with {@link #defaults()}. */
  public static OptionsBuilder builder() {
    return new OptionsBuilder();
  }

  /** A builder that begins with these options. */
  public OptionsBuilder toBuilder() {
    return new OptionsBuilder(values);
  }

  /**
   * How long a survey waits for answers at most; 10 ms to 10 minutes. A server reads it.
   *
   * <p>A round of the survey closes after this time at the latest; who has not answered by then has
   * missed it.
   */
  public Duration surveyTime() {
    return values.surveyTime();
  }

  /**
   * With another {@link #surveyTime()}.
   *
   * @throws IllegalArgumentException if it is not 10 ms to 10 minutes
   */
  public Options withSurveyTime(Duration surveyTime) {
    return toBuilder().surveyTime(surveyTime).build();
  }

  /**
   * How long a survey waits for one more answer; 10 ms to 10 minutes. A server reads it.
   *
   * <p>A round closes when this time has passed since the survey or the last answer. A round that
   * it closes before {@link #surveyTime()} gives no misses: the silent are asked again at once, in
   * a round that takes its full time.
   */
  public Duration recvDeadline() {
    return values.recvDeadline();
  }

  /**
   * With another {@link #recvDeadline()}.
   *
   * @throws IllegalArgumentException if it is not 10 ms to 10 minutes
   */
  public Options withRecvDeadline(Duration recvDeadline) {
    return toBuilder().recvDeadline(recvDeadline).build();
  }

  /**
   * The pause from one survey to the next; 10 ms to 1 hour. A server reads it.
   *
   * <p>It is counted from the survey, so that a slow round does not delay the next. After a miss
   * there is no pause.
   */
  public Duration pollTime() {
    return values.pollTime();
  }

  /**
   * With another {@link #pollTime()}.
   *
   * @throws IllegalArgumentException if it is not 10 ms to 1 hour
   */
  public Options withPollTime(Duration pollTime) {
    return toBuilder().pollTime(pollTime).build();
  }

  /** How many rounds in a row a member misses until it is gone; 1 to 100. A server reads it. */
  public int misses() {
    return values.misses();
  }

  /**
   * With another {@link #misses()}.
   *
   * @throws IllegalArgumentException if it is not 1 to 100
   */
  public Options withMisses(int misses) {
    return toBuilder().misses(misses).build();
  }

  /**
   * How long a member whose last connection was lost may take to return; 0 to 10 minutes. A server
   * reads it.
   */
  public Duration lossGrace() {
    return values.lossGrace();
  }

  /**
   * With another {@link #lossGrace()}.
   *
   * @throws IllegalArgumentException if it is not 0 to 10 minutes
   */
  public Options withLossGrace(Duration lossGrace) {
    return toBuilder().lossGrace(lossGrace).build();
  }

  /**
   * How long after a publication further changes are gathered for the next; 0 to 10 ms. It is
   * longer where there are so many subscribers that to publish takes more than half as long. A
   * server reads it.
   *
   * <p>The first change after a quiet time goes out at once.
   */
  public Duration gather() {
    return values.gather();
  }

  /**
   * With another {@link #gather()}.
   *
   * @throws IllegalArgumentException if it is not 0 to 10 ms
   */
  public Options withGather(Duration gather) {
    return toBuilder().gather(gather).build();
  }

  /**
   * How often a server says that it is there; 20 ms to 1 minute. A server reads it.
   *
   * <p>A subscriber that hears none for three pulses is {@link State#STALE}.
   */
  public Duration pulse() {
    return values.pulse();
  }

  /**
   * With another {@link #pulse()}.
   *
   * @throws IllegalArgumentException if it is not 20 ms to 1 minute
   */
  public Options withPulse(Duration pulse) {
    return toBuilder().pulse(pulse).build();
  }

  /**
   * How long a starting server infers nothing from absence, at least; 0 to 10 minutes, and not less
   * than {@link #lossGrace()}. A server reads it.
   */
  public Duration settleTime() {
    return values.settleTime();
  }

  /**
   * With another {@link #settleTime()}.
   *
   * @throws IllegalArgumentException if it is not 0 to 10 minutes
   */
  public Options withSettleTime(Duration settleTime) {
    return toBuilder().settleTime(settleTime).build();
  }

  /**
   * How much a server takes; {@link Limits#defaults()} by default. A server reads it.
   *
   * <p>Beyond them newcomers are refused; who is in stays.
   */
  public Limits limits() {
    return values.limits();
  }

  /** With another {@link #limits()}. */
  public Options withLimits(Limits limits) {
    return toBuilder().limits(limits).build();
  }

  /**
   * Which key this process proves, and which keys it asks for; {@link Security#none()} by default.
   * Servers, clients and subscribers read it.
   *
   * <p>All processes of a cluster have it, or none.
   */
  public Security security() {
    return values.security();
  }

  /** With another {@link #security()}. */
  public Options withSecurity(Security security) {
    return toBuilder().security(security).build();
  }

  /**
   * A name that servers, clients and subscribers must share, and read; up to 255 bytes of UTF-8,
   * empty by default.
   *
   * <p>Who names another cluster is refused, so two clusters on one port do not mix.
   */
  public String cluster() {
    return values.cluster();
  }

  /**
   * With another {@link #cluster()}.
   *
   * @throws IllegalArgumentException if it is over 255 bytes of UTF-8, or contains a control
   *     character
   */
  public Options withCluster(String cluster) {
    return toBuilder().cluster(cluster).build();
  }

  /**
   * How many changes a slow reader of {@link Membership#changes()} keeps apart; 1 to 1,000,000.
   * Servers and subscribers read it, a {@link ClientWithSub} too.
   *
   * <p>Beyond them the newest two become one.
   */
  public int backlog() {
    return values.backlog();
  }

  /**
   * With another {@link #backlog()}.
   *
   * @throws IllegalArgumentException if it is not 1 to 1,000,000
   */
  public Options withBacklog(int backlog) {
    return toBuilder().backlog(backlog).build();
  }

  /**
   * Where callbacks and {@code Flow} subscribers run. Servers, clients and subscribers read it.
   *
   * <p>By default a daemon thread for each subscription that has something to deliver, and none
   * while it has not. What another one would run on the thread that hands it in, which may own
   * sockets, such a thread runs instead. A reader whose task it refuses is dropped, which is
   * logged.
   */
  public Executor executor() {
    return values.executor();
  }

  /** With another {@link #executor()}. */
  public Options withExecutor(Executor executor) {
    return toBuilder().executor(executor).build();
  }

  /**
   * Whether the handle is closed when the JVM shuts down, be it by SIGTERM, by SIGINT or because
   * the last thread that is no daemon has ended; not by default. Servers, clients and subscribers
   * read it.
   *
   * <p>Then a client says goodbye, and leaves {@code GOODBYE}. Without it a JVM that ends with open
   * clients is a lost connection, and they leave {@code LOST}. It does not keep the JVM alive, and
   * does nothing for a JVM that is killed. Handles are closed at once with the application's own
   * shutdown hooks, clients and subscribers before servers; the JVM waits 5 s for either at most.
   */
  public boolean closeOnShutdown() {
    return values.closeOnShutdown();
  }

  /** With another {@link #closeOnShutdown()}. */
  public Options withCloseOnShutdown(boolean closeOnShutdown) {
    return toBuilder().closeOnShutdown(closeOnShutdown).build();
  }

  /**
   * What carries the messages; empty, the default, stands for the system property {@value
   * TransportKind#PROPERTY}. Servers, clients and subscribers read it.
   *
   * <p>Both transports speak ZMTP, so processes that use different ones work together, with {@link
   * Security#curve} too.
   */
  public Optional<TransportKind> transport() {
    return values.transport();
  }

  /** With this {@link #transport()}, whatever the system property says. */
  public Options withTransport(TransportKind transport) {
    return toBuilder().transport(transport).build();
  }

  /**
   * Where the handles run: on this system, or in a simulation of it. Servers, clients and
   * subscribers read it.
   */
  public ProcessEnvironment environment() {
    return values.environment();
  }

  /** The same, as the face uses it. */
  Environment standsOn() {
    return values.environment();
  }

  /**
   * With another {@link #environment()}, which a simulation brings.
   *
   * @throws IllegalArgumentException if it is none that a module of Rollcall has made
   */
  public Options withEnvironment(ProcessEnvironment environment) {
    return toBuilder().environment(environment).build();
  }

  /** The longest that a process which froze after its last answer stays on the roster. */
  public Duration silenceBound() {
    Duration early = recvDeadline().compareTo(surveyTime()) < 0 ? recvDeadline() : Duration.ZERO;
    return pollTime().plus(early).plus(surveyTime().multipliedBy(misses()));
  }

  /** Checks what only stands together; returns this. */
  Options sound() {
    if (settleTime().compareTo(lossGrace()) < 0) {
      throw new IllegalArgumentException(
          ("settleTime %s is shorter than lossGrace %s: after a restart of the server a member"
                  + " would have less time to return than after a lost connection")
              .formatted(settleTime(), lossGrace()));
    }
    return this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Options that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "Options" + values.toString().substring(Values.class.getSimpleName().length());
  }
}
