package io.rollcall.cli.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/**
 * What another page says, put on a board here. All of it is read and written anew, so that nothing
 * passes but JSON. Not thread-safe.
 */
final class BesideEvents {
  private static final int MOST_MEMBERS = 100_000;

  private final Board board;
  private Map<String, Object> standing = Map.of();
  private @Nullable Beginning beginning;
  private boolean heard;

  /** The whole state, while it comes in parts. */
  private record Beginning(
      Map<String, Object> facts,
      Map<String, String> members,
      List<String> entries,
      List<String> points) {}

  BesideEvents(Board board) {
    this.board = board;
  }

  /** Whether it has told a whole state. */
  boolean heard() {
    return heard;
  }

  /** How its server stands now that nothing is heard of it. */
  Map<String, Object> lost(long now) {
    Map<String, Object> last = new HashMap<>(standing);
    last.put("heard", false);
    last.put("since", now);
    return last;
  }

  /**
   * Takes an event.
   *
   * @throws RuntimeException if it is none of a page
   */
  void on(EventReader.Event event) {
    Map<String, Object> data = JSON.std.mapFrom(event.data());
    Beginning begun = beginning;
    switch (event.name()) {
      case "begin" -> {
        standing = map(data.remove("standing"));
        data.keySet().removeAll(List.of("at", "label", "now"));
        beginning =
            new Beginning(data, new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
      }
      case "ready" -> {
        if (begun != null) {
          board.replace(begun.facts, begun.members, begun.entries, begun.points);
          board.standing(standing);
          heard = true;
        }
        beginning = null;
      }
      case "standing" -> {
        standing = map(data.get("standing"));
        board.standing(standing);
      }
      case "members" -> {
        Map<String, String> members = members(data);
        if (begun == null) {
          board.change(members, List.of(), List.of());
        } else {
          begun.members.putAll(members);
          bound(begun.members.size(), MOST_MEMBERS);
        }
      }
      case "gone" ->
          board.change(
              Map.of(), list(data, "names").stream().map(String.class::cast).toList(), List.of());
      case "entries" -> {
        if (begun == null) {
          board.news(values(data, "entries"));
        } else {
          begun.entries.addAll(values(data, "entries"));
          bound(begun.entries.size(), Board.ENTRIES);
        }
      }
      case "points" -> {
        if (begun == null) {
          values(data, "points").forEach(board::point);
        } else {
          begun.points.addAll(values(data, "points"));
          bound(begun.points.size(), Board.POINTS);
        }
      }
      default -> {
        // A newer page says more.
      }
    }
  }

  private static void bound(int size, int most) {
    if (size > most) {
      throw new IllegalArgumentException("more than " + most + " in a list");
    }
  }

  private static Map<String, String> members(Map<String, Object> data) {
    Map<String, String> members = new LinkedHashMap<>();
    for (Object each : list(data, "members")) {
      Map<String, Object> member = map(each);
      members.put((String) member.getOrDefault("name", ""), JSON.std.asString(member));
    }
    return members;
  }

  private static List<String> values(Map<String, Object> data, String key) {
    return list(data, key).stream().map(JSON.std::asString).toList();
  }

  private static List<?> list(Map<String, Object> data, String key) {
    return data.get(key) instanceof List<?> list ? list : List.of();
  }

  private static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> copy.put(String.valueOf(key), each));
    }
    return copy;
  }
}
