package io.rollcall.benchmarks.siege;

import io.rollcall.discovery.Client;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A process of which a member joins once a second, and leaves half a second after it is in: over a
 * connection of its own, unless the one before it is still waiting to be let in.
 */
public final class NewcomersRole {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration STAY = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private NewcomersRole() {}

  /**
   * Says of each when it began to join; runs until its standard input closes.
   *
   * @param args where they connect to
   */
  public static void main(String... args) throws IOException {
    Thread thread = new Thread(() -> come(args[0]), "newcomers");
    thread.setDaemon(true);
    thread.start();
    Orders.awaitEnd();
    System.exit(0);
  }

  /** However long it takes to let one in, the next comes in time. */
  private static void come(String url) {
    ExecutorService stays =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "a newcomer");
              thread.setDaemon(true);
              return thread;
            });
    for (int i = 0; ; i++) {
      String name = Names.NEWCOMER + i;
      Orders.say("joins", name, System.nanoTime());
      stays.execute(() -> stay(Client.start(url, name)));
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static void stay(Client newcomer) {
    try (newcomer) {
      if (newcomer.awaitJoined(PATIENCE)) {
        Thread.sleep(STAY.toMillis());
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }
}
