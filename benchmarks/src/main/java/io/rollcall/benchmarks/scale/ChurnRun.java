package io.rollcall.benchmarks.scale;

import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.benchmarks.rest.Cost;
import io.rollcall.benchmarks.thin.ThinCrowd;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Freezer;
import io.rollcall.processes.Line;
import java.time.Duration;
import java.util.List;

/**
 * A server, thin members that come and go, thin subscribers that count, and real ones, of which one
 * is stopped for a while. For one thread.
 */
public final class ChurnRun {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int STEP_SECONDS = 10;
  private static final int REAL = 5;

  /** With the pace of the defaults. */
  private static final List<String> SERVER = List.of(Systems.ROLLCALL, "2000", "1000");

  private final Children children;
  private final ChurnResult result = new ChurnResult();
  private final Child server;
  private final String urlServer;
  private final String urlPubSub;

  /** Starts the server. */
  public ChurnRun(Children children) throws InterruptedException {
    this.children = children;
    server = children.start("server", ScaleRun.FLAGS, ServerRole.class, SERVER);
    Line addresses = server.expect("hub", SOON);
    urlServer = addresses.value(2);
    urlPubSub = addresses.value(3);
  }

  /**
   * Runs it.
   *
   * @param members how many are there at any time
   * @param subscribers how many count
   * @param perSecond how many join in a second, and how many leave
   * @param seconds how long
   * @param stop for how long a subscriber is stopped, in seconds
   */
  public ChurnResult measure(int members, int subscribers, int perSecond, int seconds, int stop)
      throws InterruptedException {
    ThinCrowd comers = ThinCrowd.start(children, "members");
    comers.members(Systems.ROLLCALL, urlServer, members, "member");
    comers.awaitReady(PATIENCE);
    ThinCrowd counters = ThinCrowd.start(children, "subscribers");
    counters.subscribers(Systems.ROLLCALL, urlPubSub, subscribers);
    counters.awaitReady(PATIENCE);
    Child real = real("real subscribers", REAL);
    Child stopped = real("a subscriber to stop", 1);
    Freezer freezer = Freezer.of(stopped, children);

    comers.churn(Systems.ROLLCALL, urlServer, perSecond, seconds);
    int stopAt = Math.max(STEP_SECONDS, (seconds - stop) / 3 / STEP_SECONDS * STEP_SECONDS);
    for (int at = 0; at < seconds; at += STEP_SECONDS) {
      if (at == stopAt) {
        result.samplesBeforeStop = result.samples.size();
        freezer.freeze();
      }
      sample(at, seconds);
      if (at + STEP_SECONDS == stopAt + stop) {
        result.samplesBeforeThaw = result.samples.size();
        thaw(freezer, real, stopped);
      }
    }
    finish(comers, counters, real, stopped);
    return result;
  }

  private Child real(String name, int many) throws InterruptedException {
    List<String> args = List.of(urlPubSub, Integer.toString(many));
    Child child = children.start(name, Children.MEASURED, SubscribersRole.class, args);
    child.expect("live", PATIENCE);
    return child;
  }

  private void sample(int at, int seconds) throws InterruptedException {
    server.tell("rest", Integer.toString(STEP_SECONDS));
    result.samples.add(Cost.of(server.expect("cost", PATIENCE)));
    System.err.println("churn: " + (at + STEP_SECONDS) + " of " + seconds + " s");
  }

  /** Right again: it knows the newest that an undisturbed one had when it was let go on. */
  private void thaw(Freezer freezer, Child real, Child stopped) throws InterruptedException {
    real.tell("newest");
    String newest = real.expect("newest", SOON).value(1);
    stopped.tell("until", newest);
    long thawed = System.nanoTime();
    freezer.thaw();
    result.thawedUntilRight = stopped.expect("until", PATIENCE).number(1) - thawed;
  }

  private void finish(ThinCrowd comers, ThinCrowd counters, Child real, Child stopped)
      throws InterruptedException {
    Line churned = comers.awaitChurned(PATIENCE);
    result.joins = churned.number(1);
    result.truth = churned.value(2);
    result.took = churned.number(3);
    // What was missed shows in the next pulse, a second later, and is asked for.
    Thread.sleep(Duration.ofSeconds(5).toMillis());
    real.tell("rosters");
    Line rosters = real.expect("rosters", SOON);
    result.rosters = rosters.words().subList(1, rosters.words().size());
    stopped.tell("rosters");
    result.rosterOfStopped = stopped.expect("rosters", SOON).value(1);
    server.tell("roster");
    result.server = server.expect("roster", SOON).value(1);
    server.tell("events");
    result.removed = server.expect("events", SOON).number(3);
    result.sameSequence = counters.sameSequence();
    result.members = comers.tally();
    result.subscribers = counters.tally();
  }
}
