package io.rollcall.discovery.agent;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Metric;
import io.rollcall.discovery.Refusal.Reason;
import io.rollcall.discovery.survey.Counter;
import io.rollcall.discovery.survey.Counts;
import io.rollcall.discovery.survey.RecentLateness;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a server has seen so far. The agent's thread counts, any may read.
 *
 * @param survey what its surveyor has seen
 * @param drops what came and was dropped
 * @param snapshots snapshots that subscribers asked for
 * @param subscribers how many connections of subscribers there are
 */
public record ServerCounts(Counts survey, Counter drops, Counter snapshots, Counter subscribers) {
  private static final double NANOS = 1e9;

  /** Nobody leaves a server's roster by a filter. */
  private static final Set<Cause> CAUSES = EnumSet.complementOf(EnumSet.of(Cause.FILTERED));

  /** Nothing yet. */
  public ServerCounts() {
    this(new Counts(), new Counter(), new Counter(), new Counter());
  }

  /** What there is to read of a server with this view of who is present. */
  public List<Metric> metrics(Membership view) {
    RecentLateness lateness = survey.lateness();
    String late = "How late the server's thread was in the last minute.";
    return new MetricList("server")
        .counter("rounds", "Rounds that closed.", survey::rounds)
        .counter(
            "void.rounds",
            "Rounds that were repeated because the server itself was late; each counts once.",
            survey::voidRounds)
        .counter("answers", "Answers to the round that was open.", survey::answers)
        .counter("late.answers", "Answers to a round that had closed.", survey::lateAnswers)
        .counter("misses", "How often a member did not answer a round.", survey::misses)
        .counter(
            "joins", "How often somebody became a member, also after a start over.", survey::joins)
        .counters("leaves", "How often a member left.", "cause", CAUSES, survey::left)
        .counters(
            "refusals",
            "Clients' hellos refused.",
            "reason",
            EnumSet.allOf(Reason.class),
            survey::refused)
        .counter(
            "startovers",
            "How often the server started over because it had been stopped.",
            survey::startOvers)
        .counter("publications", "Changes that were published.", survey::publications)
        .counter("snapshots", "Snapshots that subscribers asked for.", snapshots::value)
        .counter("drops", MetricList.DROPS, drops::value)
        .gauge("lateness", "seconds", late, "quantile", "0.5", () -> lateness.quantile(0.5) / NANOS)
        .gauge(
            "lateness", "seconds", late, "quantile", "0.99", () -> lateness.quantile(0.99) / NANOS)
        .gauge(
            "lateness.max",
            "seconds",
            "The latest that the server's thread was in the last minute.",
            () -> lateness.max() / NANOS)
        .gauge(
            "subscribers",
            "subscribers",
            "Connections of subscribers, as counted at the last tick.",
            subscribers::value)
        .view(view)
        .build();
  }
}
