package io.rollcall.benchmarks.siege;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Subscriber;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.time.Duration;

/** A process with a subscriber that tells of members and newcomers, and of no stranger. */
public final class WatcherRole {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** So that no two changes are merged into one that says less. */
  private static final int BACKLOG = 1_000_000;

  private WatcherRole() {}

  /**
   * Says when it is live, and then who {@code joined} and when, who {@code left} and why, and each
   * {@code state}; runs until its standard input closes.
   *
   * @param args where it connects to
   */
  public static void main(String... args) throws IOException, InterruptedException {
    Subscriber subscriber = Subscriber.start(args[0], Options.defaults().withBacklog(BACKLOG));
    Orders.say(subscriber.awaitLive(PATIENCE) ? "live" : "not-live");
    subscriber.changes().subscribe(WatcherRole::tell);
    subscriber.states().subscribe(state -> Orders.say("state", state));
    Orders.awaitEnd();
    System.exit(0);
  }

  private static void tell(MembershipChange change) {
    long now = System.nanoTime();
    for (Member member : change.joined()) {
      if (member.name().startsWith(Names.NEWCOMER)) {
        Orders.say("joined", member.name(), now);
      }
    }
    for (Member member : change.left()) {
      if (member.name().startsWith(Names.MEMBER)) {
        Orders.say("left", member.name(), change.cause(member.name()));
      }
    }
  }
}
