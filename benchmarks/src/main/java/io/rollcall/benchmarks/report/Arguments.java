package io.rollcall.benchmarks.report;

import io.rollcall.processes.Pauses;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run's counts: defaults, then those of the word {@code quick}, then {@code name=number}.
 * Immutable.
 */
public final class Arguments {
  private final Map<String, Integer> counts;

  private Arguments(Map<String, Integer> counts) {
    this.counts = counts;
  }

  /**
   * Reads them.
   *
   * @param defaults all that there are, as they would be given: {@code "joins=1000 kills=100"}
   * @param quick those that are less in a quick run
   * @throws IllegalArgumentException if one is unknown or no number
   */
  public static Arguments of(String[] args, String defaults, String quick) {
    // A run begins here, so the watchdog of the machine's pauses does too.
    Pauses.ofThisMachine();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String each : defaults.split(" ", -1)) {
      String[] pair = each.split("=", -1);
      counts.put(pair[0], Integer.valueOf(pair[1]));
    }
    for (String arg : args) {
      for (String each : (arg.equals("quick") ? quick : arg).split(" ", -1)) {
        String[] pair = each.split("=", 2);
        if (pair.length < 2 || !pair[1].matches("[0-9]{1,9}") || !counts.containsKey(pair[0])) {
          throw new IllegalArgumentException(
              "'%s' is not 'quick' and none of %s with =NUMBER".formatted(each, counts.keySet()));
        }
        counts.put(pair[0], Integer.valueOf(pair[1]));
      }
    }
    return new Arguments(counts);
  }

  /** The count of this name. */
  public int count(String name) {
    Integer count = counts.get(name);
    if (count == null) {
      throw new IllegalArgumentException("no count is named '" + name + "'");
    }
    return count;
  }

  /** All, as they would be given. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (name, count) ->
            text.append(text.length() == 0 ? "" : " ").append(name).append('=').append(count));
    return text.toString();
  }
}
