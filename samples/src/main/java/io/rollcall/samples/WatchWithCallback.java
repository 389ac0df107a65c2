package io.rollcall.samples;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Subscriber;
import java.util.concurrent.CountDownLatch;

/** Watch joins and leaves with a callback; it runs on a thread that owns no socket. */
public final class WatchWithCallback {
  private final CountDownLatch joined = new CountDownLatch(2);
  private final CountDownLatch left = new CountDownLatch(2);

  private WatchWithCallback() {}

  /** Takes no arguments. */
  public static void main(String... args) throws InterruptedException {
    new WatchWithCallback().run();
  }

  private void run() throws InterruptedException {
    try (Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0");
        Subscriber subscriber = Subscriber.start(server.urlPubSub())) {

      FeedSubscription subscription = subscriber.changes().subscribe(this::changed);

      Client alpha = Client.start(server.urlServer(), "alpha");
      Client bravo = Client.start(server.urlServer(), "bravo");
      joined.await();

      alpha.close();
      bravo.close();
      left.await();

      subscription.close();
    }
  }

  private void changed(MembershipChange change) {
    for (Member member : change.joined()) {
      System.out.println("joined " + member.name());
      joined.countDown();
    }
    for (Member member : change.left()) {
      System.out.println("left   " + member.name() + ", " + change.cause(member.name()));
      left.countDown();
    }
  }
}
