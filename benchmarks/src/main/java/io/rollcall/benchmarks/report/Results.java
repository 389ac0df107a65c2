package io.rollcall.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Samples by event and system, in the order in which they were first asked for. */
public final class Results {
  private final Map<String, Map<String, Samples>> byEvent = new LinkedHashMap<>();

  /** The samples of a system at an event. */
  public Samples of(String event, String system) {
    return byEvent
        .computeIfAbsent(event, each -> new LinkedHashMap<>())
        .computeIfAbsent(system, each -> new Samples());
  }

  /** Adds the samples of others. */
  public void addAll(Results others) {
    others.byEvent.forEach(
        (event, systems) ->
            systems.forEach((system, samples) -> of(event, system).addAll(samples)));
  }

  /** Puts samples in the place of those of a system at an event. */
  public void put(String event, String system, Samples samples) {
    byEvent.computeIfAbsent(event, each -> new LinkedHashMap<>()).put(system, samples);
  }

  /** The systems at an event, each with its samples. */
  public void forEach(String event, BiConsumer<String, Samples> each) {
    byEvent.getOrDefault(event, Map.of()).forEach(each);
  }

  /** The events. */
  public List<String> events() {
    return List.copyOf(byEvent.keySet());
  }

  /** The medians by event and system, of what was seen, in a unit of so many nanoseconds. */
  public Map<String, Map<String, Double>> medians(double unit) {
    Map<String, Map<String, Double>> medians = new LinkedHashMap<>();
    byEvent.forEach(
        (event, systems) -> {
          Map<String, Double> ofEvent = new LinkedHashMap<>();
          systems.forEach(
              (system, samples) -> {
                if (samples.size() > 0) {
                  ofEvent.put(system, samples.median() / unit);
                }
              });
          medians.put(event, ofEvent);
        });
    return medians;
  }

  /** Everything, for {@link Json}; times in microseconds. */
  public List<Object> toJson() {
    List<Object> rows = new ArrayList<>();
    byEvent.forEach(
        (event, systems) ->
            systems.forEach((system, samples) -> rows.add(toJson(event, system, samples))));
    return rows;
  }

  private static Map<String, Object> toJson(String event, String system, Samples samples) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("event", event);
    row.put("system", system);
    row.put("count", samples.size());
    row.put("not_seen", samples.missing());
    if (samples.size() > 0) {
      row.put("median_us", samples.median() / 1000);
      row.put("p90_us", samples.percentile(0.9) / 1000);
      row.put("p99_us", samples.percentile(0.99) / 1000);
      row.put("worst_us", samples.worst() / 1000);
    }
    return row;
  }
}
