package io.rollcall.benchmarks.thin;

import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process with thin peers, as its director sees it: members or subscribers of one hub, any number
 * of them. {@code system} is a name of {@link io.rollcall.benchmarks.peers.Systems}: a Rollcall, or
 * {@code jeromq} for {@link io.rollcall.benchmarks.peers.JeroHub}. For one thread.
 */
public final class ThinCrowd {
  /** The flags of such a process. */
  public static final List<String> FLAGS =
      List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:MaxDirectMemorySize=32m");

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration PROGRESS = Duration.ofSeconds(10);

  private final Child child;

  private ThinCrowd(Child child) {
    this.child = child;
  }

  /** Starts a process without peers. */
  public static ThinCrowd start(Children children, String name) {
    return new ThinCrowd(children.start(name, FLAGS, ThinRole.class, List.of()));
  }

  /** Its process. */
  public Child child() {
    return child;
  }

  /** Has so many members join, named {@code prefix-0} and so on. {@link #awaitReady} follows. */
  public void members(String system, String url, int many, String prefix) {
    child.tell("members", system, url, Integer.toString(many), prefix);
  }

  /** Has so many subscribers connect. {@link #awaitReady} follows. */
  public void subscribers(String system, String url, int many) {
    child.tell("subscribers", system, url, Integer.toString(many));
  }

  /**
   * Waits until all are in: welcomed, or with their snapshot. Shows how far they are.
   *
   * @return how long it took, in nanoseconds
   * @throws IllegalStateException if they are not in within this time
   */
  public long awaitReady(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() - deadline < 0) {
      Optional<Line> said = child.next(PROGRESS);
      if (said.isEmpty()) {
        child.tell("missing");
      } else if (said.get().word().equals("ready")) {
        return said.get().number(1);
      } else {
        System.err.println(child.name() + ": " + said.get().number(1) + " are not in yet");
      }
    }
    throw new IllegalStateException(
        "%s: not all are in after %d s".formatted(child.name(), patience.toSeconds()));
  }

  /** Has it say from now on who comes and goes, for {@link #join} and {@link #leave}. */
  public void tellOfEach() {
    child.tell("tell");
  }

  /**
   * Has one more member join, and waits until it is in.
   *
   * @return when it was about to say its name, by {@link System#nanoTime}
   */
  public long join(String system, String url, String name) throws InterruptedException {
    child.tell("join", system, url, name);
    return child.expect("joined", SOON).number(2);
  }

  /** Has a member say goodbye, and waits until it is out. */
  public void leave(String name) throws InterruptedException {
    child.tell("leave", name);
    child.expect("left", SOON);
  }

  /**
   * Has all subscribers look out for the next coming or going of a member of this name. {@link
   * #awaitSeen} follows.
   */
  public void watch(String name) throws InterruptedException {
    child.tell("watch", name);
    // Whoever was not waited for any longer may be seen after all.
    while (!child.next(SOON).orElseThrow().word().equals("watching")) {}
  }

  /** When the last of them saw it, by {@link System#nanoTime}; empty if not all did in time. */
  public Optional<Long> awaitSeen(Duration patience) throws InterruptedException {
    return child.next(patience).map(seen -> seen.number(3));
  }

  /** Has a bare hub ask all members once. */
  public void askAll() {
    child.tell("ask");
  }

  /** How long the rounds since the last call took that all members answered, in nanoseconds. */
  public List<Long> rounds() throws InterruptedException {
    child.tell("rounds");
    Line said = child.expect("rounds", SOON);
    List<Long> rounds = new ArrayList<>();
    for (int i = 1; i < said.words().size(); i++) {
      rounds.add(said.number(i));
    }
    return rounds;
  }

  /** What they have counted. */
  public Tally tally() throws InterruptedException {
    child.tell("tally");
    return Tally.of(child.expect("tally", SOON));
  }

  /**
   * Has so many members join and as many leave in each second, the oldest first. {@link
   * #awaitChurned} follows.
   */
  public void churn(String system, String url, int perSecond, int seconds) {
    child.tell("churn", system, url, Integer.toString(perSecond), Integer.toString(seconds));
  }

  /** Waits until that has ended and all have come or gone; who is there now, as a digest. */
  public Line awaitChurned(Duration patience) throws InterruptedException {
    return child.expect("churned", patience);
  }

  /** Whether all subscribers have the same change as their last one. */
  public boolean sameSequence() throws InterruptedException {
    child.tell("sequences");
    Line said = child.expect("sequences", SOON);
    return said.number(1) == said.number(2);
  }
}
