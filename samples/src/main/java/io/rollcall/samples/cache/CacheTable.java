package io.rollcall.samples.cache;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the director of a cache pool prints: keys and processes, and what became of them. */
final class CacheTable {
  /** By key and process; who was killed keeps what it had. */
  private final Map<String, Map<String, Integer>> loads = new TreeMap<>();

  CacheTable(List<String> keys) {
    keys.forEach(key -> loads.put(key, new HashMap<>()));
  }

  /** How often a process has loaded a key so far. */
  void loaded(String key, String process, int times) {
    loads.get(key).put(process, times);
  }

  /** How often each key was loaded so far, by all. */
  Map<String, Integer> loads() {
    Map<String, Integer> sums = new TreeMap<>();
    loads.forEach(
        (key, each) -> sums.put(key, each.values().stream().mapToInt(Integer::intValue).sum()));
    return sums;
  }

  void print(
      String title,
      Map<String, String> owners,
      List<String> processes,
      Map<String, List<String>> stats) {
    System.out.println(title + ".");
    System.out.println();
    System.out.printf("  %-10s %-10s %5s%n", "key", "owner", "loads");
    loads()
        .forEach((key, sum) -> System.out.printf("  %-10s %-10s %5d%n", key, owners.get(key), sum));
    System.out.println();
    System.out.printf(
        "  %-10s %5s %5s %11s %6s %12s%n",
        "process", "gets", "hits", "from peers", "loaded", "peer errors");
    for (String process : processes) {
      List<String> counts = stats.get(process);
      System.out.printf(
          "  %-10s %5s %5s %11s %6s %12s%n",
          process, counts.get(0), counts.get(1), counts.get(2), counts.get(3), counts.get(4));
    }
    System.out.println();
  }
}
