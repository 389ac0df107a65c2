package io.rollcall.systemtests.truth;

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

  /**
   * @param brief whether it is over once all agree, and does not last as long as agreement may take
   */
  private record Opened(long from, boolean brief) {}

  private final Map<Pair, Opened> open = new HashMap<>();
  private final Map<Pair, List<Span>> closed = new HashMap<>();

  /** From now on, until all are seen to agree. */
  void openBriefly(String view, String other, long from) {
    open(view, other, from, true);
  }

  /** From now on, until all must agree. */
  void open(String view, String other, long from) {
    open(view, other, from, false);
  }

  private void open(String view, String other, long from, boolean brief) {
    open.merge(
        new Pair(view, other),
        new Opened(from, brief),
        (before, again) -> new Opened(before.from(), before.brief() && brief));
  }

  void openExplained(Truth truth, long from) {
    for (String view : truth.names()) {
      for (String other : truth.names()) {
        if (truth.explains(view, other)) {
          // A view that has not lost its own link returns to a server as soon as that is there.
          open(view, other, from, truth.isDeadServer(other) && truth.of(view).reachable());
        }
      }
    }
  }

  /**
   * Closes what nothing explains any more.
   *
   * @param agreed when all were seen to agree
   * @param agreement when all must agree
   */
  void closeUnexplained(Truth truth, long agreed, long agreement) {
    open.entrySet()
        .removeIf(
            entry -> {
              Pair pair = entry.getKey();
              boolean over =
                  truth.informed().contains(pair.view())
                      && !(truth.knows(pair.other()) && truth.explains(pair.view(), pair.other()));
              if (over) {
                Opened opened = entry.getValue();
                boolean later = !opened.brief() && agreement - agreed > 0;
                closed
                    .computeIfAbsent(pair, unused -> new ArrayList<>())
                    .add(new Span(opened.from(), later ? agreement : agreed));
              }
              return over;
            });
  }

  boolean cover(String view, String other, long at) {
    Pair pair = new Pair(view, other);
    Opened opened = open.get(pair);
    return (opened != null && at - opened.from() >= 0)
        || closed.getOrDefault(pair, List.of()).stream().anyMatch(span -> span.covers(at));
  }
}
