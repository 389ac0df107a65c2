package io.rollcall.discovery;

import io.rollcall.discovery.agent.Environment;
import io.rollcall.discovery.spi.ProcessEnvironment;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The options of servers, clients and subscribers: the server's timings and limits, how readers are
 * served, and what all processes of a cluster agree on. Immutable. Start from a preset and change
 * it:
 *
 * <pre>{@code
 * var brisk = Options.defaults().withPollTime(Duration.ofMillis(200));
 * var patient = Options.wan().toBuilder().misses(5).cluster("blue").build();
 * }</pre>
 *
 * <p>Each value is checked when it is set; combinations are checked by {@link Server#start(String,
 * String, Options)}. Clients and subscribers need none of the server's timings: the server
 * announces them. The accessor of each option says what it does and which handles read it.
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
   * For any network: a frozen process is removed within 4 s, a killed one within 250 ms.
   *
   * <p>{@code surveyTime} 1 s, {@code recvDeadline} 1 s, {@code pollTime} 2 s, {@code misses} 2,
   * {@code lossGrace} 250 ms, {@code gather} 10 ms, {@code pulse} 1 s, {@code settleTime} 3 s,
   * {@link Limits#defaults()}, no security, no cluster, {@code backlog} 256.
   */
  public static Options defaults() {
    return builder().build();
  }

  /** For one machine: a frozen process is removed within 260 ms, a killed one within 100 ms. */
  public static Options local() {
    return builder()
        .surveyTime(Duration.ofMillis(80))
        .recvDeadline(Duration.ofMillis(80))
        .pollTime(Duration.ofMillis(100))
        .lossGrace(Duration.ofMillis(100))
        .pulse(Duration.ofMillis(250))
        .build();
  }

  /** For one data centre: a frozen process is removed within 1.4 s, a killed one within 250 ms. */
  public static Options lan() {
    return builder()
        .surveyTime(Duration.ofMillis(450))
        .recvDeadline(Duration.ofMillis(450))
        .pollTime(Duration.ofMillis(500))
        .pulse(Duration.ofMillis(500))
        .build();
  }

  /** For slow or lossy links: a frozen process is removed within 14 s, a killed one within 3 s. */
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
   * How long a survey round waits for answers at most; 10 ms to 10 minutes. Read by servers.
   *
   * <p>A member that has not answered when the round closes has missed it.
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
   * How long a survey round waits for one more answer; 10 ms to 10 minutes. Read by servers.
   *
   * <p>A round closes when this time has passed since the survey or the last answer. A round that
   * closes for this reason before {@link #surveyTime()} counts no misses: members that have not
   * answered are asked again at once, in a round that takes its full time.
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
   * The time from one survey to the next; 10 ms to 1 hour. Read by servers.
   *
   * <p>After a round in which a member missed, the next one begins at once.
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

  /** How many rounds in a row a member misses until it is removed; 1 to 100. Read by servers. */
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
   * How long a member whose last connection was lost may take to return; 0 to 10 minutes. Read by
   * servers.
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
   * How long after a publication further changes are gathered for the next one; 0 to 10 ms. With so
   * many subscribers that a publication takes more than half as long, changes are gathered for
   * twice the time of a publication. Read by servers.
   *
   * <p>The first change after a quiet time is published at once.
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
   * How often a server publishes that it is alive; 20 ms to 1 minute. Read by servers.
   *
   * <p>A subscriber that receives no pulse for three and a quarter of this time is {@link
   * State#STALE}.
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
   * How long, at least, a server that has started treats no absence as departure; 0 to 10 minutes,
   * and not less than {@link #lossGrace()}. Read by servers.
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
   * How much a server accepts; {@link Limits#defaults()} by default. Read by servers.
   *
   * <p>Beyond a limit newcomers are refused; present members stay.
   */
  public Limits limits() {
    return values.limits();
  }

  /** With another {@link #limits()}. */
  public Options withLimits(Limits limits) {
    return toBuilder().limits(limits).build();
  }

  /**
   * Which key this process proves, and which keys it trusts; {@link Security#none()} by default.
   * Read by servers, clients and subscribers.
   *
   * <p>Either all processes of a cluster use keys, or none does.
   */
  public Security security() {
    return values.security();
  }

  /** With another {@link #security()}. */
  public Options withSecurity(Security security) {
    return toBuilder().security(security).build();
  }

  /**
   * A name that servers, clients and subscribers must share; up to 255 bytes of UTF-8, empty by
   * default. Read by all of them.
   *
   * <p>Processes with different names refuse or ignore each other, so two clusters do not mix when
   * endpoints are confused.
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
   * How many changes are kept apart for a slow reader of {@link Membership#changes()}; 1 to
   * 1,000,000. Read by servers, subscribers and {@link ClientWithSub}.
   *
   * <p>Beyond that the newest two are merged into one with the same net effect.
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
   * Where callbacks and {@code Flow} subscribers run. Read by servers, clients and subscribers.
   *
   * <p>The default uses a daemon thread for each subscription that has something to deliver, and
   * none otherwise. If an executor runs a task on the calling thread, which may own sockets, the
   * library runs it on such a daemon thread instead. A reader whose task is rejected is dropped,
   * and a warning is logged.
   */
  public Executor executor() {
    return values.executor();
  }

  /** With another {@link #executor()}. */
  public Options withExecutor(Executor executor) {
    return toBuilder().executor(executor).build();
  }

  /**
   * Whether the handle is closed when the JVM shuts down, by SIGTERM, by SIGINT or because the last
   * non-daemon thread has ended; {@code false} by default. Read by servers, clients and
   * subscribers.
   *
   * <p>A client then says goodbye and leaves with the cause {@code GOODBYE}. Without this option a
   * JVM that ends with open clients looks like a crash, and they leave with {@code LOST}. The
   * option does not keep the JVM alive, and has no effect when the JVM is killed. Handles are
   * closed in a shutdown hook that runs beside the application's own: clients and subscribers
   * first, then servers, at most 5 s for each of the two groups.
   */
  public boolean closeOnShutdown() {
    return values.closeOnShutdown();
  }

  /** With another {@link #closeOnShutdown()}. */
  public Options withCloseOnShutdown(boolean closeOnShutdown) {
    return toBuilder().closeOnShutdown(closeOnShutdown).build();
  }

  /**
   * What carries the messages. If empty, the default, the system property {@value
   * TransportKind#PROPERTY} decides. Read by servers, clients and subscribers.
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
   * Where the handles run: on this system, or in a simulation. Read by servers, clients and
   * subscribers.
   */
  public ProcessEnvironment environment() {
    return values.environment();
  }

  /** The same, as the face uses it. */
  Environment standsOn() {
    return values.environment();
  }

  /**
   * With another {@link #environment()}, which a simulation provides.
   *
   * @throws IllegalArgumentException if it is none that a module of Rollcall has made
   */
  public Options withEnvironment(ProcessEnvironment environment) {
    return toBuilder().environment(environment).build();
  }

  /** The longest time that a process which freezes right after an answer stays on the roster. */
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
