package io.rollcall.samples;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Subscriber;

/** Watch joins and leaves with a queue, on a thread of one's own. */
public final class WatchWithQueue {
  private WatchWithQueue() {}

  /** Takes no arguments. */
  public static void main(String... args) throws InterruptedException {
    try (Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0");
        Subscriber subscriber = Subscriber.start(server.urlPubSub());
        FeedQueue<MembershipChange> changes = subscriber.changes().queue()) {

      Client alpha = Client.start(server.urlServer(), "alpha");
      Client bravo = Client.start(server.urlServer(), "bravo");
      printUntil(changes, 2);

      alpha.close();
      bravo.close();
      printUntil(changes, 0);
    }
  }

  /** Reads changes until this many members are present. */
  private static void printUntil(FeedQueue<MembershipChange> changes, int present)
      throws InterruptedException {
    MembershipChange change;
    do {
      change = changes.take();
      for (Member member : change.joined()) {
        System.out.println("joined " + member.name());
      }
      for (Member member : change.left()) {
        System.out.println("left   " + member.name() + ", " + change.cause(member.name()));
      }
    } while (change.roster().members().size() != present);
  }
}
