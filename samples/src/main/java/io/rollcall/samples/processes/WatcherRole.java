package io.rollcall.samples.processes;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Subscriber;
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
      Line.say("ready");
      new Told().awaitEnd();
    }
  }

  private static void say(MembershipChange change) {
    String present = String.join(" ", change.roster().names());
    for (Member member : change.joined()) {
      Line.say("joined", member.name(), "", present);
    }
    for (Member member : change.updated()) {
      Line.say("updated", member.name(), "", present);
    }
    for (Member member : change.left()) {
      Line.say("left", member.name(), change.cause(member.name()).name(), present);
    }
  }
}
