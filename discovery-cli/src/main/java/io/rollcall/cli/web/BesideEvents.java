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
 * passes but JSON, and no more than the bounds: it comes from elsewhere. Not thread-safe.
 */
final class BesideEvents {
  static final int MOST_MEMBERS = 50_000;

  /** Characters of all members' JSON. */
  static final int MOST_TEXT = 32 << 20;

  /** Characters of one entry of the timeline, one point of the plots, and the rest of the facts. */
  private static final int MOST_OF_ONE = 32 << 10;

  private final Board board;
  private Map<String, Object> standing = Map.of();
  private @Nullable Beginning beginning;
  private boolean heard;

  /** How long the JSON of each member is that the board has. */
  private Map<String, Integer> lengths = new HashMap<>();

  private long text;

  /** The whole state, while it comes in parts. */
  private record Beginning(
      Map<String, Object> facts, Map<String, String> members, Story entries, List<String> points) {}

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
   * Takes an event. Events before the first whole state are dropped, because the board may still
   * hold entries of an earlier connection that are not counted here.
   *
   * @throws TooMuchException if that would be more than is kept of a page
   * @throws RuntimeException if it is none of a page
   */
  void on(EventReader.Event event) {
    Map<String, Object> data = JSON.std.mapFrom(event.data());
    Beginning begun = beginning;
    if (event.name().equals("begin")) {
      begin(data);
    } else if (begun != null) {
      addTo(begun, event.name(), data);
    } else if (heard) {
      change(event.name(), data);
    }
  }

  private void begin(Map<String, Object> data) {
    takeStanding(map(data.remove("standing")));
    data.keySet().removeAll(List.of("at", "label", "now"));
    bound("characters of facts", JSON.std.asString(data).length(), MOST_OF_ONE);
    lengths = new HashMap<>();
    text = 0;
    beginning =
        new Beginning(
            data,
            new LinkedHashMap<>(),
            new Story(List.of(), new LinkedHashMap<>()),
            new ArrayList<>());
  }

  /** Of the whole state the board learns only when all of it has come. */
  private void addTo(Beginning begun, String event, Map<String, Object> data) {
    switch (event) {
      case "ready" -> {
        board.replace(begun.facts, begun.members, begun.entries, begun.points);
        board.standing(standing);
        heard = true;
        beginning = null;
      }
      case "standing" -> takeStanding(map(data.get("standing")));
      case "members" -> begun.members.putAll(members(data));
      case "gone" -> gone(data).forEach(begun.members::remove);
      case "dropped" -> begun.entries.told().keySet().removeAll(numbers(data));
      case "entries" -> {
        begun.entries.told().putAll(entries(data));
        bound("entries", begun.entries.told().size(), Board.ENTRIES);
      }
      case "points" -> {
        begun.points.addAll(points(data));
        bound("points", begun.points.size(), Board.POINTS);
      }
      default -> {
        // A newer page says more.
      }
    }
  }

  private void change(String event, Map<String, Object> data) {
    switch (event) {
      case "standing" -> {
        takeStanding(map(data.get("standing")));
        board.standing(standing);
      }
      case "members" -> board.change(members(data), List.of(), Story.NOTHING);
      case "gone" -> board.change(Map.of(), gone(data), Story.NOTHING);
      case "dropped" -> board.news(new Story(numbers(data), Map.of()));
      case "entries" -> board.news(new Story(List.of(), entries(data)));
      case "points" -> points(data).forEach(board::point);
      default -> {
        // A newer page says more.
      }
    }
  }

  private void takeStanding(Map<String, Object> told) {
    bound("characters of standing", JSON.std.asString(told).length(), MOST_OF_ONE);
    standing = told;
  }

  private List<String> gone(Map<String, Object> data) {
    List<String> names = list(data, "names").stream().map(String.class::cast).toList();
    names.forEach(this::forget);
    return names;
  }

  private static void bound(String what, long size, int most) {
    if (size > most) {
      throw new TooMuchException("it tells more than %,d %s".formatted(most, what));
    }
  }

  private void forget(String name) {
    Integer length = lengths.remove(name);
    text -= length == null ? 0 : length;
  }

  private Map<String, String> members(Map<String, Object> data) {
    Map<String, String> members = new LinkedHashMap<>();
    for (Object each : list(data, "members")) {
      Map<String, Object> member = map(each);
      String name = (String) member.getOrDefault("name", "");
      String json = JSON.std.asString(member);
      forget(name);
      int length = name.length() + json.length();
      lengths.put(name, length);
      text += length;
      bound("members", lengths.size(), MOST_MEMBERS);
      bound("characters of members", text, MOST_TEXT);
      members.put(name, json);
    }
    return members;
  }

  private static Map<Long, String> entries(Map<String, Object> data) {
    Map<Long, String> entries = new LinkedHashMap<>();
    for (Object each : list(data, "entries")) {
      if (map(each).get("n") instanceof Number number) {
        String json = JSON.std.asString(each);
        bound("characters of an entry", json.length(), MOST_OF_ONE);
        entries.put(number.longValue(), json);
      }
    }
    return entries;
  }

  private static List<Long> numbers(Map<String, Object> data) {
    return list(data, "numbers").stream().map(each -> ((Number) each).longValue()).toList();
  }

  private static List<String> points(Map<String, Object> data) {
    List<String> points = list(data, "points").stream().map(JSON.std::asString).toList();
    points.forEach(each -> bound("characters of a point", each.length(), MOST_OF_ONE));
    return points;
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
