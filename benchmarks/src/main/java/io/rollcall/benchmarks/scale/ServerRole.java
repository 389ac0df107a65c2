package io.rollcall.benchmarks.scale;

import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.benchmarks.rest.Cost;
import io.rollcall.benchmarks.thin.Room;
import io.rollcall.benchmarks.thin.RosterDigest;
import io.rollcall.discovery.Cause;
import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that is a server. It says what it costs, and what happened as its own roster has it.
 */
public final class ServerRole {
  private final AtomicLong joined = new AtomicLong();
  private final AtomicLong goodbyes = new AtomicLong();
  private final AtomicLong removed = new AtomicLong();
  private final Server server;
  private final FeedSubscription feed;

  private ServerRole(Options options) {
    server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", options);
    feed = server.changes().subscribe(this::count);
  }

  /**
   * Says where it is, and obeys: {@code rest} for so many seconds, and says what that cost; {@code
   * events}; {@code roster}.
   *
   * @param args the system, {@code pollTime} and {@code pulse} in milliseconds; all else but the
   *     limits is that system's own
   */
  public static void main(String... args) throws IOException, InterruptedException {
    ServerRole role =
        new ServerRole(
            Systems.options(args[0])
                .withLimits(Room.forACrowd())
                .withPollTime(Duration.ofMillis(Long.parseLong(args[1])))
                .withPulse(Duration.ofMillis(Long.parseLong(args[2]))));
    Orders.say("hub", args[0], role.server.urlServer(), role.server.urlPubSub());
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      switch (order.word()) {
        case "events" -> Orders.say("events", role.joined, role.goodbyes, role.removed);
        case "roster" -> Orders.say("roster", RosterDigest.of(role.server.roster().names()));
        default -> Orders.say(Cost.measure(Duration.ofSeconds(order.number(1))).words());
      }
    }
    role.feed.close();
    System.exit(0);
  }

  private void count(MembershipChange change) {
    joined.addAndGet(change.joined().size());
    for (Member member : change.left()) {
      (change.cause(member.name()) == Cause.GOODBYE ? goodbyes : removed).incrementAndGet();
    }
  }
}
