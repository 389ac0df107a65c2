package io.rollcall.samples;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Subscriber;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shares work among the workers that are present; its tests show how such code is tested. */
public final class RoundRobin {
  private RoundRobin() {}

  /** Takes no arguments. */
  public static void main(String... args) throws InterruptedException {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try (Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0");
        Subscriber subscriber = Subscriber.start(server.urlPubSub());
        Client one = Client.start(server.urlServer(), "worker1");
        Client two = Client.start(server.urlServer(), "worker2");
        RoundRobinPicker picker = new RoundRobinPicker(subscriber, Duration.ofSeconds(30), timer)) {
      await(picker, 2);
      picks(picker);
      System.out.println(one.self().name() + " leaves");
      one.close();
      await(picker, 1);
      picks(picker);
    } finally {
      timer.shutdownNow();
    }
  }

  private static void picks(RoundRobinPicker picker) {
    for (int i = 1; i <= 4; i++) {
      System.out.println("job " + i + " → " + picker.pick().map(Member::name).orElse("nobody"));
    }
  }

  /** The picker follows on a thread of its own, a moment behind the membership. */
  private static void await(RoundRobinPicker picker, int size) throws InterruptedException {
    while (picker.size() != size) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
