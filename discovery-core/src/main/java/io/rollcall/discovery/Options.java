package io.rollcall.discovery;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * How a server paces its surveys, and how readers are served. Immutable; start from a preset and
 * alter it:
 *
 * <pre>{@code
 * var brisk = Options.defaults().withPollTime(Duration.ofMillis(200));
 * }</pre>
 *
 * <p>Each bound is checked where the value is set, and what only stands together by {@link
 * Server#start(String, String, Options)}. A client or subscriber needs none of a server's timings:
 * the server announces them. It does read {@code security}, {@code cluster}, {@code backlog},
 * {@code executor} and {@code closeOnShutdown}.
 *
 * @param surveyTime how long a survey waits for answers at most; 10 ms to 10 minutes
 * @param recvDeadline how long a survey waits for one more answer; 10 ms to 10 minutes
 * @param pollTime the pause from one survey to the next; 10 ms to 1 hour
 * @param misses how many rounds in a row a member misses until it is gone; 1 to 100
 * @param lossGrace how long a member whose last connection was lost may take to return; 0 to 10
 *     minutes
 * @param gather how long after a publication further changes are gathered for the next; 0 to 10 ms
 * @param pulse how often a server says that it is there; 20 ms to 1 minute
 * @param settleTime how long a starting server infers nothing from absence, at least; 0 to 10
 *     minutes
 * @param limits how much a server takes
 * @param security whom the processes let in; {@link Security#none()} by default
 * @param cluster a name that servers, clients and subscribers must share; up to 255 bytes, empty by
 *     default
 * @param backlog how many changes a slow reader keeps apart; 1 to 1,000,000
 * @param executor where callbacks and {@code Flow} subscribers run
 * @param closeOnShutdown whether the handle is closed when the JVM shuts down; not by default
 */
public record Options(
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
    boolean closeOnShutdown) {

  /**
   * Checks each value by itself.
   *
   * @throws IllegalArgumentException if one is out of its bound
   */
  public Options {
    within("surveyTime", surveyTime, Duration.ofMillis(10), Duration.ofMinutes(10));
    within("recvDeadline", recvDeadline, Duration.ofMillis(10), Duration.ofMinutes(10));
    within("pollTime", pollTime, Duration.ofMillis(10), Duration.ofHours(1));
    within("misses", misses, 1, 100);
    within("lossGrace", lossGrace, Duration.ZERO, Duration.ofMinutes(10));
    within("gather", gather, Duration.ZERO, Duration.ofMillis(10));
    within("pulse", pulse, Duration.ofMillis(20), Duration.ofMinutes(1));
    within("settleTime", settleTime, Duration.ZERO, Duration.ofMinutes(10));
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(security, "security");
    MemberRules.label("cluster", cluster, 0, 255);
    within("backlog", backlog, 1, 1_000_000);
    Objects.requireNonNull(executor, "executor");
  }

  /**
   * For a network of any kind: a frozen process is gone within 4 s, a killed one within 250 ms.
   *
   * <p>{@code surveyTime} 1 s, {@code recvDeadline} 1 s, {@code pollTime} 2 s, {@code misses} 2,
   * {@code lossGrace} 250 ms, {@code gather} 10 ms, {@code pulse} 1 s, {@code settleTime} 3 s,
   * {@link Limits#defaults()}, no security, no cluster, {@code backlog} 256.
   */
  public static Options defaults() {
    return new Options(
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        2,
        Duration.ofMillis(250),
        Duration.ofMillis(10),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Limits.defaults(),
        Security.none(),
        "",
        256,
        ReaderThreads.EXECUTOR,
        false);
  }

  /** For one machine: a frozen process is gone within 260 ms, a killed one within 100 ms. */
  public static Options local() {
    return defaults()
        .withSurveyTime(Duration.ofMillis(80))
        .withRecvDeadline(Duration.ofMillis(80))
        .withPollTime(Duration.ofMillis(100))
        .withLossGrace(Duration.ofMillis(100))
        .withPulse(Duration.ofMillis(250));
  }

  /** For one data centre: a frozen process is gone within 1.4 s, a killed one within 250 ms. */
  public static Options lan() {
    return defaults()
        .withSurveyTime(Duration.ofMillis(450))
        .withRecvDeadline(Duration.ofMillis(450))
        .withPollTime(Duration.ofMillis(500))
        .withPulse(Duration.ofMillis(500));
  }

  /** For slow and lossy links: a frozen process is gone within 14 s, a killed one within 3 s. */
  public static Options wan() {
    return defaults()
        .withSurveyTime(Duration.ofSeconds(3))
        .withRecvDeadline(Duration.ofSeconds(3))
        .withPollTime(Duration.ofSeconds(5))
        .withMisses(3)
        .withLossGrace(Duration.ofSeconds(3))
        .withPulse(Duration.ofSeconds(2))
        .withSettleTime(Duration.ofSeconds(10));
  }

  /**
   * With another {@code surveyTime}: how long a survey waits for answers at most.
   *
   * <p>A round of the survey closes after this time at the latest; who has not answered by then has
   * missed it.
   *
   * @throws IllegalArgumentException if it is not 10 ms to 10 minutes
   */
  public Options withSurveyTime(Duration surveyTime) {
    return new Options(
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
        closeOnShutdown);
  }

  /**
   * With another {@code recvDeadline}: how long a survey waits for one more answer.
   *
   * <p>A round closes when this time has passed since the survey or the last answer. A round that
   * it closes before {@link #surveyTime()} gives no misses: the silent are asked again at once, in
   * a round that takes its full time.
   *
   * @throws IllegalArgumentException if it is not 10 ms to 10 minutes
   */
  public Options withRecvDeadline(Duration recvDeadline) {
    return new Options(
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
        closeOnShutdown);
  }

  /**
   * With another {@code pollTime}: the pause from one survey to the next.
   *
   * <p>It is counted from the survey, so that a slow round does not delay the next. After a miss
   * there is no pause.
   *
   * @throws IllegalArgumentException if it is not 10 ms to 1 hour
   */
  public Options withPollTime(Duration pollTime) {
    return new Options(
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
        closeOnShutdown);
  }

  /**
   * With another {@code misses}: how many rounds in a row a member misses until it is gone.
   *
   * @throws IllegalArgumentException if it is not 1 to 100
   */
  public Options withMisses(int misses) {
    return new Options(
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
        closeOnShutdown);
  }

  /**
   * With another {@code lossGrace}: how long a member whose last connection was lost may take to
   * return.
   *
   * @throws IllegalArgumentException if it is not 0 to 10 minutes
   */
  public Options withLossGrace(Duration lossGrace) {
    return new Options(
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
        closeOnShutdown);
  }

  /**
   * With another {@code gather}: how long after a publication further changes are gathered for the
   * next.
   *
   * <p>The first change after a quiet time goes out at once.
   *
   * @throws IllegalArgumentException if it is not 0 to 10 ms
   */
  public Options withGather(Duration gather) {
    return new Options(
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
        closeOnShutdown);
  }

  /**
   * With another {@code pulse}: how often a server says that it is there.
   *
   * <p>Who hears none for three pulses is {@link State#STALE}.
   *
   * @throws IllegalArgumentException if it is not 20 ms to 1 minute
   */
  public Options withPulse(Duration pulse) {
    return new Options(
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
        closeOnShutdown);
  }

  /**
   * With another {@code settleTime}: how long a starting server infers nothing from absence, at
   * least.
   *
   * @throws IllegalArgumentException if it is not 0 to 10 minutes
   */
  public Options withSettleTime(Duration settleTime) {
    return new Options(
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
        closeOnShutdown);
  }

  /**
   * With other {@code limits}: how much a server takes.
   *
   * <p>Beyond them newcomers are refused; who is in stays.
   */
  public Options withLimits(Limits limits) {
    return new Options(
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
        closeOnShutdown);
  }

  /**
   * With {@code security}: which key this process proves, and which it asks for.
   *
   * <p>Servers, clients and subscribers read it. All processes of a cluster have it, or none.
   */
  public Options withSecurity(Security security) {
    return new Options(
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
        closeOnShutdown);
  }

  /**
   * With another {@code cluster}: a name that servers, clients and subscribers must share.
   *
   * <p>Who names another cluster is refused, so two clusters on one port do not mix.
   *
   * @throws IllegalArgumentException if it is over 255 bytes of UTF-8 or contains a control
   *     character
   */
  public Options withCluster(String cluster) {
    return new Options(
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
        closeOnShutdown);
  }

  /**
   * With another {@code backlog}: how many changes a slow reader keeps apart.
   *
   * <p>Beyond them the newest two become one.
   *
   * @throws IllegalArgumentException if it is not 1 to 1,000,000
   */
  public Options withBacklog(int backlog) {
    return new Options(
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
        closeOnShutdown);
  }

  /**
   * With another {@code executor}: where callbacks and {@code Flow} subscribers run.
   *
   * <p>By default a daemon thread for each subscription that has something to deliver, and none
   * while it has not. What another one would run on the thread that hands it in, which may own
   * sockets, such a thread runs instead. A reader whose task it refuses is dropped, which is
   * logged.
   */
  public Options withExecutor(Executor executor) {
    return new Options(
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
        closeOnShutdown);
  }

  /**
   * With another {@code closeOnShutdown}: whether the handle is closed when the JVM shuts down, be
   * it by SIGTERM, by SIGINT or because the last thread that is no daemon has ended.
   *
   * <p>Then a client says goodbye, and leaves {@code GOODBYE}. Without it a JVM that ends with open
   * clients is a lost connection, and they leave {@code LOST}. It does not keep the JVM alive, and
   * does nothing for a JVM that is killed. Handles are closed at once with the application's own
   * shutdown hooks, clients and subscribers before servers; the JVM waits 5 s for either at most.
   */
  public Options withCloseOnShutdown(boolean closeOnShutdown) {
    return new Options(
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
        closeOnShutdown);
  }

  /** The longest that a process which froze after its last answer stays on the roster. */
  public Duration silenceBound() {
    Duration early = recvDeadline.compareTo(surveyTime) < 0 ? recvDeadline : Duration.ZERO;
    return pollTime.plus(early).plus(surveyTime.multipliedBy(misses));
  }

  /** Checks what only stands together; returns this. */
  Options sound() {
    if (settleTime.compareTo(lossGrace) < 0) {
      throw new IllegalArgumentException(
          ("settleTime %s is shorter than lossGrace %s: after a restart of the server a member"
                  + " would have less time to return than after a lost connection")
              .formatted(settleTime, lossGrace));
    }
    return this;
  }

  private static void within(String option, Duration value, Duration least, Duration most) {
    Objects.requireNonNull(value, option);
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s %s is not %s to %s".formatted(option, value, least, most));
    }
  }

  static void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s %d is not %d to %d".formatted(option, value, least, most));
    }
  }
}
