package io.rollcall.jeromq;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * What one connection is subscribed to. Not thread-safe.
 *
 * <p>JeroMQ 0.6.0 has no bound for it. And where a connection unsubscribes from what only others
 * are subscribed to, it fails an assertion on the thread of the socket's owner.
 */
final class ConnectionTopics {
  /** A subscriber has two, and for a moment some more. */
  static final int MOST = 100;

  private static final byte UNSUBSCRIBE = 0;
  private static final byte SUBSCRIBE = 1;

  private final Set<String> topics = new HashSet<>();

  /** Takes a message of a subscriber (RFC 29) to heart; returns whether it may be obeyed. */
  boolean take(byte[] message) {
    if (message.length == 0 || (message[0] != SUBSCRIBE && message[0] != UNSUBSCRIBE)) {
      return true;
    }
    String topic = new String(message, 1, message.length - 1, StandardCharsets.ISO_8859_1);
    if (message[0] == UNSUBSCRIBE) {
      return topics.remove(topic);
    }
    if (topics.size() < MOST) {
      topics.add(topic);
    }
    return topics.contains(topic);
  }
}
