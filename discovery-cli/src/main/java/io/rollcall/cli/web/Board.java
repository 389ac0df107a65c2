package io.rollcall.cli.web;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.jr.ob.JSON;

/**
 * What the page shows of one server, as JSON that is ready to be sent: its members, the timeline,
 * the plots' points, how it stands. Who is attached is sent what changes. Thread-safe; nothing here
 * waits for a browser.
 */
final class Board {
  static final int ENTRIES = 200;
  static final int POINTS = 150;

  private final int at;
  private final String label;
  private final InstantSource clock;
  private final Map<String, String> members = new LinkedHashMap<>();
  private final Map<Long, String> entries = new LinkedHashMap<>();
  private final Deque<String> points = new ArrayDeque<>();
  private final Set<Mailbox> readers = new LinkedHashSet<>();
  private Map<String, Object> about = Map.of();
  private Map<String, Object> standing = Map.of("state", "SYNCING", "heard", false);

  /**
   * An empty one.
   *
   * @param at its place on the page; 0 is the page's own server
   * @param label what its column or tab is called
   * @param clock what time it is on the page
   */
  Board(int at, String label, InstantSource clock) {
    this.at = at;
    this.label = label;
    this.clock = clock;
  }

  /** Sends this one what changes from now on, after what is returned. */
  synchronized Snapshot attach(Mailbox reader) {
    readers.add(reader);
    return new Snapshot(
        at,
        begin(),
        List.copyOf(members.values()),
        List.copyOf(entries.values()),
        List.copyOf(points));
  }

  synchronized void detach(Mailbox reader) {
    readers.remove(reader);
  }

  /** Says what the server is called, what its plots are, and the like. */
  synchronized void about(Map<String, Object> facts) {
    about = Map.copyOf(facts);
    readers.forEach(Mailbox::overflow);
  }

  /** Everything is other than before. */
  synchronized void replace(
      Map<String, Object> facts,
      Map<String, String> nowPresent,
      Story nowEntries,
      List<String> nowPoints) {
    members.clear();
    members.putAll(nowPresent);
    entries.clear();
    keep(nowEntries);
    points.clear();
    nowPoints.forEach(this::keep);
    about(facts);
  }

  /** How the server stands: its state, since when, and whether it is heard at all. */
  synchronized void standing(Map<String, Object> now) {
    standing = Map.copyOf(now);
    send(Frame.of("standing", JSON.std.asString(Map.of("at", at, "standing", standing))));
  }

  /** Members came, changed and left; with what the timeline says of it. */
  synchronized void change(Map<String, String> present, Collection<String> gone, Story news) {
    gone.forEach(members::remove);
    members.putAll(present);
    send("gone", "names", gone.stream().map(JSON.std::asString).toList());
    send("members", "members", present.values());
    news(news);
  }

  /** Something for the timeline, the newest last. */
  synchronized void news(Story news) {
    keep(news);
    send("dropped", "numbers", news.dropped().stream().map(String::valueOf).toList());
    send("entries", "entries", news.told().values());
  }

  /** Another point for each plot. */
  synchronized void point(String point) {
    keep(point);
    send("points", "points", List.of(point));
  }

  private void send(String event, String list, Collection<String> values) {
    Frame.each(event, prefix(at, list), values).forEach(this::send);
  }

  private void send(byte[] frame) {
    readers.forEach(reader -> reader.offer(frame));
  }

  private void keep(Story news) {
    entries.keySet().removeAll(news.dropped());
    entries.putAll(news.told());
    Iterator<Long> oldest = entries.keySet().iterator();
    for (int excess = entries.size() - ENTRIES; excess > 0; excess--) {
      oldest.next();
      oldest.remove();
    }
  }

  private void keep(String point) {
    points.add(point);
    if (points.size() > POINTS) {
      points.remove();
    }
  }

  private String begin() {
    Map<String, Object> all = new LinkedHashMap<>(about);
    all.put("at", at);
    all.put("label", label);
    all.put("now", clock.millis());
    all.put("standing", standing);
    return JSON.std.asString(all);
  }

  private static String prefix(int at, String list) {
    return "{\"at\":" + at + ",\"" + list + "\":";
  }

  /** All of a board at one moment. Immutable; it is made into frames only as they are sent. */
  record Snapshot(
      int at, String begin, List<String> members, List<String> entries, List<String> points) {

    /** One after the other, each made when it is wanted. */
    Stream<byte[]> frames() {
      return Stream.of(
              Stream.of(Frame.of("begin", begin)),
              Frame.each("members", prefix(at, "members"), members),
              Frame.each("entries", prefix(at, "entries"), entries),
              Frame.each("points", prefix(at, "points"), points),
              Stream.of(Frame.of("ready", JSON.std.asString(Map.of("at", at)))))
          .flatMap(each -> each);
    }
  }
}
