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
 * The subscriptions of all subscribers. A message goes to every subscriber with a topic that the
 * message begins with. Pure and not thread-safe. The cost grows with the number of different topic
 * lengths, not of topics.
 *
 * @param <S> a subscriber
 */
final class Subscriptions<S> {
  /** Topics of one subscriber. Rollcall's have two, and briefly more. */
  static final int MOST = 16;

  /** The longest topic. Rollcall's have 24 octets at most. */
  static final int LONGEST = 64;

  private final Map<ByteBuffer, Set<S>> subscribers = new HashMap<>();
  private final Map<S, Set<ByteBuffer>> topics = new HashMap<>();

  /** How many topics have each length. */
  private final TreeMap<Integer, Integer> lengths = new TreeMap<>();

  /** Adds a topic of a subscriber; returns whether there was room for it. */
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

  /** Removes a topic of a subscriber, if it has it. */
  void cancel(S subscriber, byte[] octets) {
    ByteBuffer topic = ByteBuffer.wrap(octets);
    Set<ByteBuffer> own = topics.get(subscriber);
    if (own != null && own.remove(topic)) {
      drop(subscriber, topic);
    }
  }

  /** Removes a subscriber with all its topics. */
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

  /** The subscribers that get a message, each once. */
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
