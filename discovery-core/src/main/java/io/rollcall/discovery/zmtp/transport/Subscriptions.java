package io.rollcall.discovery.zmtp.transport;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who subscribed to what, and so who gets a message: all with a topic that it begins with. Pure and
 * not thread-safe. Its cost grows with the lengths that topics have, not with their number.
 *
 * @param <S> a subscriber
 */
final class Subscriptions<S> {
  /** A subscriber has two, and for a moment some more. Strangers may have as many. */
  static final int MOST = 16;

  /** Rollcall's topics have 24 octets at most; a longer one can't tell more of them apart. */
  static final int LONGEST = 64;

  private final Map<ByteBuffer, Set<S>> subscribers = new HashMap<>();
  private final Map<S, Set<ByteBuffer>> topics = new HashMap<>();

  /** How many topics have each length. */
  private final TreeMap<Integer, Integer> lengths = new TreeMap<>();

  /** One more topic of a subscriber; returns whether it has room for it. */
  boolean add(S subscriber, byte[] octets) {
    ByteBuffer topic = ByteBuffer.wrap(octets);
    Set<ByteBuffer> own = topics.computeIfAbsent(subscriber, any -> new HashSet<>(4));
    if (own.size() >= MOST && !own.contains(topic)) {
      return false;
    }
    if (own.add(topic)) {
      Set<S> all = subscribers.computeIfAbsent(topic, any -> new LinkedHashSet<>(2));
      if (all.isEmpty()) {
        lengths.merge(octets.length, 1, Integer::sum);
      }
      all.add(subscriber);
    }
    return true;
  }

  /** One topic less; nothing happens where it had not subscribed to it. */
  void cancel(S subscriber, byte[] octets) {
    ByteBuffer topic = ByteBuffer.wrap(octets);
    Set<ByteBuffer> own = topics.get(subscriber);
    if (own != null && own.remove(topic)) {
      drop(subscriber, topic);
    }
  }

  /** A subscriber is gone. */
  void remove(S subscriber) {
    Set<ByteBuffer> own = topics.remove(subscriber);
    if (own != null) {
      own.forEach(topic -> drop(subscriber, topic));
    }
  }

  private void drop(S subscriber, ByteBuffer topic) {
    Set<S> all = subscribers.get(topic);
    if (all != null && all.remove(subscriber) && all.isEmpty()) {
      subscribers.remove(topic);
      lengths.computeIfPresent(topic.remaining(), (any, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Who gets a message, each once. */
  Collection<S> of(byte[] message) {
    Set<S> one = Set.of();
    Set<S> joined = null;
    for (int length : lengths.headMap(message.length, true).keySet()) {
      Set<S> next = subscribers.get(ByteBuffer.wrap(message, 0, length));
      if (next != null && one.isEmpty()) {
        one = next;
      } else if (next != null) {
        if (joined == null) {
          joined = new LinkedHashSet<>(one);
        }
        joined.addAll(next);
      }
    }
    return joined == null ? one : joined;
  }
}
