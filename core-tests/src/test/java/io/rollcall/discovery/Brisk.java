package io.rollcall.discovery;

import static java.time.Duration.ofMillis;

import io.rollcall.processes.OwnLoopback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What tests over real sockets share: a pace at which nothing takes long, and patience. */
final class Brisk {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final String ANY = OwnLoopback.ANY;

  private Brisk() {}

  static Options options() {
    return Options.defaults()
        .withSurveyTime(ofMillis(300))
        .withRecvDeadline(ofMillis(300))
        .withPollTime(ofMillis(200))
        .withPulse(ofMillis(200))
        .withSettleTime(ofMillis(500));
  }

  static Server server() {
    return Server.start(ANY, ANY, options());
  }

  /** Reads until this state comes. */
  static <T> void awaitItem(FeedQueue<T> queue, T expected) throws InterruptedException {
    List<T> read = new ArrayList<>();
    T item;
    do {
      item = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (item == null) {
        throw new AssertionError("expected " + expected + ", read " + read);
      }
      read.add(item);
    } while (!item.equals(expected));
  }

  /** The next change that is not of somebody else. */
  static MembershipChange next(FeedQueue<MembershipChange> queue) throws InterruptedException {
    MembershipChange change = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (change == null) {
      throw new AssertionError("no change came");
    }
    return change;
  }
}
