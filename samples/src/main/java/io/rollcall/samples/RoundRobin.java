package io.rollcall.samples;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.ExpiringMembership;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Subscriber;
import io.rollcall.discovery.pick.Picker;
import io.rollcall.discovery.pick.Policy;
import java.time.Duration;
import java.util.List;

/**
 * Shares work among the workers that are present, and among nobody once no server has been heard
 * for 30 s; its tests show how such code is tested.
 */
public final class RoundRobin {
  private RoundRobin() {}

  /** Takes no arguments. */
  public static void main(String... args) throws InterruptedException {
    try (Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0");
        Subscriber subscriber = Subscriber.start(server.urlPubSub());
        ExpiringMembership workers = subscriber.expiring(Duration.ofSeconds(30));
        Client one = Client.start(server.urlServer(), "worker1");
        Client two = Client.start(server.urlServer(), "worker2")) {
      share(workers, 2);
      System.out.println(one.self().name() + " leaves");
      one.close();
      share(workers, 1);
    }
  }

  private static void share(Membership workers, int size) throws InterruptedException {
    try (FeedQueue<List<String>> names = workers.peers().queue()) {
      while (names.take().size() != size) {
        // What follows is awaited.
      }
    }
    try (Picker picker = Picker.of(workers, Policy.roundRobin())) {
      for (int i = 1; i <= 4; i++) {
        System.out.println("job " + i + " → " + picker.pick().map(Member::name).orElse("nobody"));
      }
    }
  }
}
