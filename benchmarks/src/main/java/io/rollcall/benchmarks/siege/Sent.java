package io.rollcall.benchmarks.siege;

import io.rollcall.processes.Line;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What attackers got through to a server, as far as their own ends tell. Not thread-safe. */
public final class Sent {
  private long connections;
  private long octets;
  private long messages;

  /** A connection was made. */
  void connected() {
    connections++;
  }

  /** The kernel took so many octets. */
  void octets(long many) {
    octets += many;
  }

  /** So many messages, or frames of one, were written whole. */
  void messages(long many) {
    messages += many;
  }

  /** Adds what another attacker got through. */
  void add(Sent other) {
    connections += other.connections;
    octets += other.octets;
    messages += other.messages;
  }

  /** As the words of a line. */
  Object[] words() {
    return new Object[] {"sent", connections, octets, messages};
  }

  /** As another process said it. */
  static Sent of(Line line) {
    Sent sent = new Sent();
    sent.connections = line.number(1);
    sent.octets = line.number(2);
    sent.messages = line.number(3);
    return sent;
  }

  /** In a second, where it took so many of them. */
  String rate(double seconds) {
    return String.format(
        Locale.ROOT,
        "%.1f connections, %.2f MB, %.0f messages",
        connections / seconds,
        octets / seconds / 1e6,
        messages / seconds);
  }

  /** All, for a file. */
  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("connections", connections);
    json.put("octets", octets);
    json.put("messages", messages);
    return json;
  }
}
