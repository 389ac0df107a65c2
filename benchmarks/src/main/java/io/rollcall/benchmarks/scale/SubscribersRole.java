package io.rollcall.benchmarks.scale;

import io.rollcall.benchmarks.thin.RosterDigest;
import io.rollcall.discovery.Subscriber;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process with real subscribers. */
public final class SubscribersRole {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 2;

  private final List<Subscriber> subscribers = new ArrayList<>();

  private SubscribersRole(String url, int many) throws InterruptedException {
    for (int i = 0; i < many; i++) {
      subscribers.add(Subscriber.start(url));
    }
    for (Subscriber subscriber : subscribers) {
      subscriber.awaitLive(PATIENCE);
    }
  }

  /**
   * Obeys: {@code rosters}, and says what each has; {@code newest}, and says the highest number of
   * a name that the first has; {@code until} and such a number, and says when it had come.
   *
   * @param args where they connect to, and how many
   */
  public static void main(String... args) throws IOException, InterruptedException {
    SubscribersRole role = new SubscribersRole(args[0], Integer.parseInt(args[1]));
    Orders.say("live");
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      switch (order.word()) {
        case "rosters" -> role.rosters();
        case "newest" -> Orders.say("newest", role.newest());
        default -> role.until(order.number(1));
      }
    }
    System.exit(0);
  }

  private void rosters() {
    List<Object> words = new ArrayList<>(List.of("rosters"));
    for (Subscriber subscriber : subscribers) {
      words.add(RosterDigest.of(subscriber.roster().names()));
    }
    Orders.say(words.toArray());
  }

  private void until(long number) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (newest() < number && System.nanoTime() - deadline < 0) {
      Thread.sleep(LOOK_MILLIS);
    }
    Orders.say("until", System.nanoTime());
  }

  private long newest() {
    return subscribers.get(0).roster().names().stream()
        .mapToLong(name -> Long.parseLong(name.substring(name.lastIndexOf('-') + 1)))
        .max()
        .orElse(-1);
  }
}
