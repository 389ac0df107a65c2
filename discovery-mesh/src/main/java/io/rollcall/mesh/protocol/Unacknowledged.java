package io.rollcall.mesh.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The messages from one incarnation to another that have no receipt yet: each is repeated at an
 * even pace, and given up after a time.
 *
 * @param <T> a message
 */
public final class Unacknowledged<T> {
  /**
   * A message on its way.
   *
   * @param number what the receiver tells it by
   */
  public record Sent<T>(long number, T message) {}

  /** What is to be done now. */
  public record Due<T>(List<Sent<T>> repeat, List<Sent<T>> givenUp) {}

  private static final class Entry<T> {
    private final Sent<T> sent;
    private final long giveUpAt;
    private long repeatAt;

    Entry(Sent<T> sent, long giveUpAt, long repeatAt) {
      this.sent = sent;
      this.giveUpAt = giveUpAt;
      this.repeatAt = repeatAt;
    }

    long due() {
      return Math.min(giveUpAt, repeatAt);
    }
  }

  private final long interval;
  private final long timeout;
  private final TreeMap<Long, Entry<T>> byNumber = new TreeMap<>();
  private long numbers;

  /** Repeats each after so many nanoseconds, and gives it up after so many. */
  public Unacknowledged(long interval, long timeout) {
    this.interval = interval;
    this.timeout = timeout;
  }

  /** A message is sent for the first time. */
  public Sent<T> add(T message, long now) {
    Sent<T> sent = new Sent<>(++numbers, message);
    byNumber.put(sent.number, new Entry<>(sent, now + timeout, now + interval));
    return sent;
  }

  /** Takes out the message with this number; null if it has its receipt, or was given up. */
  public @Nullable T remove(long number) {
    Entry<T> entry = byNumber.remove(number);
    return entry == null ? null : entry.sent.message;
  }

  /** No message with a lower number will be sent again. */
  public long oldest() {
    return byNumber.isEmpty() ? numbers + 1 : byNumber.firstKey();
  }

  /** What is to be sent once more, and what has been sent for too long, which is taken out. */
  public Due<T> due(long now) {
    List<Sent<T>> repeat = new ArrayList<>();
    List<Sent<T>> givenUp = new ArrayList<>();
    for (Entry<T> each : byNumber.values()) {
      if (each.giveUpAt <= now) {
        givenUp.add(each.sent);
      } else if (each.repeatAt <= now) {
        each.repeatAt = now + interval;
        repeat.add(each.sent);
      }
    }
    givenUp.forEach(each -> byNumber.remove(each.number));
    return new Due<>(repeat, givenUp);
  }

  /** All, which are sent now. */
  public List<Sent<T>> repeatAll(long now) {
    byNumber.values().forEach(each -> each.repeatAt = now + interval);
    return byNumber.values().stream().map(each -> each.sent).toList();
  }

  /** Takes out all. */
  public List<T> removeAll() {
    List<T> all = byNumber.values().stream().map(each -> each.sent.message).toList();
    byNumber.clear();
    return all;
  }

  /** How many have no receipt. */
  public int size() {
    return byNumber.size();
  }

  /** When something is to be done; {@link Deadlines#NEVER} if nothing waits. */
  public long nextDue() {
    return byNumber.values().stream().mapToLong(Entry::due).min().orElse(Deadlines.NEVER);
  }
}
