package io.rollcall.systemtests.truth;

import io.rollcall.systemtests.nodes.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From when until when a view may say something of another process. An excuse begins when something
 * is done to it, and lasts until all is well again and all have been seen to agree. For one thread.
 */
final class Excuses {
  private record Pair(String view, String other) {}

  private record Span(long from, long to) {
    boolean covers(long at) {
      return at - from >= 0 && to - at >= 0;
    }
  }

  private final Map<Pair, Long> open = new HashMap<>();
  private final Map<Pair, List<Span>> closed = new HashMap<>();

  void open(String view, String other, long from) {
    open.putIfAbsent(new Pair(view, other), from);
  }

  void openExplained(Truth truth, long from) {
    for (String view : truth.names()) {
      for (String other : truth.names()) {
        if (truth.explains(view, other)) {
          open(view, other, from);
        }
      }
    }
  }

  /** Closes what nothing explains any more: for members at one moment, for servers at another. */
  void closeUnexplained(Truth truth, long toOfMembers, long toOfServers) {
    open.entrySet()
        .removeIf(
            entry -> {
              Pair pair = entry.getKey();
              boolean over =
                  truth.informed().contains(pair.view())
                      && !(truth.knows(pair.other()) && truth.explains(pair.view(), pair.other()));
              if (over) {
                boolean server =
                    truth.knows(pair.other()) && truth.of(pair.other()).role() == Role.SERVER;
                long to = server ? toOfServers : toOfMembers;
                closed
                    .computeIfAbsent(pair, unused -> new ArrayList<>())
                    .add(new Span(entry.getValue(), to));
              }
              return over;
            });
  }

  boolean cover(String view, String other, long at) {
    Pair pair = new Pair(view, other);
    Long from = open.get(pair);
    return (from != null && at - from >= 0)
        || closed.getOrDefault(pair, List.of()).stream().anyMatch(span -> span.covers(at));
  }
}
