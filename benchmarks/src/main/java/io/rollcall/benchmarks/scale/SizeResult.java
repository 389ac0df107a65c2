package io.rollcall.benchmarks.scale;

import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.benchmarks.report.Results;
import io.rollcall.benchmarks.report.Samples;
import io.rollcall.benchmarks.rest.Cost;
import io.rollcall.benchmarks.thin.Event;
import io.rollcall.benchmarks.thin.Tally;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was measured with so many members and so many subscribers. Times are in nanoseconds. */
public final class SizeResult {
  /** Which Rollcall it is. */
  final String system;

  final int size;

  /** Until all were in. */
  long membersIn;

  long subscribersIn;
  long bareMembersIn;
  long bareSubscribersIn;

  /** From the first survey that a member got until the last answer was written. */
  final Samples rounds = new Samples();

  /** The same before there were subscribers. */
  final Samples roundsAlone = new Samples();

  Samples bareRounds = new Samples();

  /** From just before a member said its name until the last subscriber had it. */
  Samples joins = new Samples();

  Samples bareJoins = new Samples();

  /** CPU time of the bare hub for a round, in nanoseconds. */
  long bareCpuOfRound;

  /** CPU time of the bare hub for each time that all subscribers were told of somebody. */
  long bareCpuOfJoin;

  /** At rest, without subscribers. */
  Cost membersOnly = Cost.NOTHING;

  int membersOnlySeconds;

  /** At rest, with all. */
  Cost all = Cost.NOTHING;

  int restSeconds;

  /** What the members counted until all were in. */
  Tally atMembers = new Tally();

  /** What the subscribers counted until all were in. */
  Tally snapshots = new Tally();

  /** What they counted while one more member joined and left. */
  Tally atJoins = new Tally();

  Tally membersAtRest = new Tally();
  Tally subscribersAtRest = new Tally();

  /** Whom the server removed at rest. */
  long removed;

  /** Of a bare hub alone. */
  SizeResult(int size) {
    this.system = Systems.JEROMQ;
    this.size = size;
  }

  /** Of this system, beside this bare hub. */
  SizeResult(String system, SizeResult bare) {
    this.system = system;
    size = bare.size;
    bareMembersIn = bare.bareMembersIn;
    bareSubscribersIn = bare.bareSubscribersIn;
    bareRounds = bare.bareRounds;
    bareJoins = bare.bareJoins;
    bareCpuOfRound = bare.bareCpuOfRound;
    bareCpuOfJoin = bare.bareCpuOfJoin;
  }

  /** Whether it is Rollcall on its own engine. */
  public boolean isOnOwnEngine() {
    return system.equals(Systems.ROLLCALL);
  }

  /** CPU time of the server for a round, in nanoseconds: all that it took without subscribers. */
  double cpuOfRound() {
    return roundsAlone.size() == 0
        ? 0
        : nanos(membersOnly, membersOnlySeconds) / roundsAlone.size();
  }

  /** CPU time of the server for a pulse to all subscribers: what it took more with them. */
  double cpuOfPulse() {
    long pulses = subscribersAtRest.of(Event.PULSE) / size;
    double more = nanos(all, restSeconds) - cpuOfRound() * rounds.size();
    return pulses == 0 ? 0 : more / pulses;
  }

  /** How many connections were given up because nothing came of them in time. */
  long givenUp() {
    return snapshots.of(Event.GIVEN_UP) + atJoins.of(Event.GIVEN_UP) + atMembers.of(Event.GIVEN_UP);
  }

  /** All, for a file. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("system", system);
    json.put("size", size);
    json.put("members_in_us", membersIn / 1000);
    json.put("members_in_bare_us", bareMembersIn / 1000);
    json.put("subscribers_in_us", subscribersIn / 1000);
    json.put("subscribers_in_bare_us", bareSubscribersIn / 1000);
    Results times = new Results();
    times.put("round", "rollcall", roundsAlone);
    times.put("round", "jeromq", bareRounds);
    times.put("round", "rollcall with subscribers", rounds);
    times.put("join to the last subscriber", "rollcall", joins);
    times.put("join to the last subscriber", "jeromq", bareJoins);
    json.put("times", times.toJson());
    json.put("server_with_members_alone", membersOnly.toJson());
    json.put("server", all.toJson());
    json.put("cpu_of_round_us", cpuOfRound() / 1000);
    json.put("cpu_of_pulse_us", cpuOfPulse() / 1000);
    json.put("cpu_of_round_bare_us", bareCpuOfRound / 1000);
    json.put("cpu_of_publication_bare_us", bareCpuOfJoin / 1000);
    json.put("at_rest_s", restSeconds);
    json.put("removed_at_rest", removed);
    json.put("members_while_joining", atMembers.toMap());
    json.put("subscribers_while_joining", snapshots.toMap());
    json.put("subscribers_at_joins", atJoins.toMap());
    json.put("members_at_rest", membersAtRest.toMap());
    json.put("subscribers_at_rest", subscribersAtRest.toMap());
    return json;
  }

  private static double nanos(Cost cost, int seconds) {
    return cost.cpuPercent() / 100 * seconds * 1e9;
  }
}
