package io.rollcall.samples;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Subscriber;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;

/** Watch joins and leaves with a {@code Flow.Subscriber}, which takes one change at a time. */
public final class WatchWithFlow implements Flow.Subscriber<MembershipChange> {
  private final CountDownLatch joined = new CountDownLatch(2);
  private final CountDownLatch left = new CountDownLatch(2);
  private final CountDownLatch completed = new CountDownLatch(1);
  private volatile Flow.Subscription subscription;

  private WatchWithFlow() {}

  /** Takes no arguments. */
  public static void main(String... args) throws InterruptedException {
    new WatchWithFlow().run();
  }

  private void run() throws InterruptedException {
    try (Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0");
        Subscriber subscriber = Subscriber.start(server.urlPubSub())) {

      subscriber.changes().subscribe(this);

      Client alpha = Client.start(server.urlServer(), "alpha");
      Client bravo = Client.start(server.urlServer(), "bravo");
      joined.await();

      alpha.close();
      bravo.close();
      left.await();
    }
    completed.await();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(MembershipChange change) {
    for (Member member : change.joined()) {
      System.out.println("joined " + member.name());
      joined.countDown();
    }
    for (Member member : change.left()) {
      System.out.println("left   " + member.name() + ", " + change.cause(member.name()));
      left.countDown();
    }
    subscription.request(1);
  }

  @Override
  public void onError(Throwable failure) {
    System.out.println("failed: " + failure);
    completed.countDown();
  }

  @Override
  public void onComplete() {
    System.out.println("completed");
    completed.countDown();
  }
}
