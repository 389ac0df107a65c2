package io.rollcall.samples.processes;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.Subscriber;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.util.List;

/** A process that sees who is present, and says so with the time at which it saw it. */
final class WatcherRole {
  private WatcherRole() {}

  public static void main(String... args) throws IOException, InterruptedException {
    Rehearsal.run();
    try (Subscriber subscriber = Subscriber.start(args[0]);
        FeedQueue<List<String>> peers = subscriber.peers().queue()) {
      peers.take(); // the first roster, which is empty
      subscriber.changes().subscribe(WatcherRole::say);
      Orders.say("ready");
      Orders.awaitEnd();
    }
  }

  private static void say(MembershipChange change) {
    change.joined().forEach(member -> say("joined", member, Sighting.NO_CAUSE, change.roster()));
    change.updated().forEach(member -> say("updated", member, Sighting.NO_CAUSE, change.roster()));
    change
        .departures()
        .forEach(each -> say("left", each.member(), each.cause().name(), change.roster()));
  }

  private static void say(String what, Member member, String cause, Roster after) {
    Orders.say(
        what, System.currentTimeMillis(), member.name(), cause, String.join(" ", after.names()));
  }
}
