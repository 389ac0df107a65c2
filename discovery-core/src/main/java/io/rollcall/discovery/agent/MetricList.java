package io.rollcall.discovery.agent;

import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Metric;
import io.rollcall.discovery.Metric.Kind;
import io.rollcall.discovery.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** The metrics of one role in the making. Not thread-safe. */
final class MetricList {
  static final String DROPS = "What came and was dropped: unreadable, or out of place.";

  private final String role;
  private final List<Metric> metrics = new ArrayList<>();

  MetricList(String role) {
    this.role = role;
  }

  /** Something counted, after which the counter is named. */
  MetricList counter(String name, String description, LongSupplier value) {
    metrics.add(counterOf(name, description, tags(), value));
    return this;
  }

  /** A counter for each of these values of an enum. */
  <E extends Enum<E>> MetricList counters(
      String name, String description, String tag, Set<E> keys, ToLongFunction<E> value) {
    for (E key : keys) {
      metrics.add(
          counterOf(name, description, tags(tag, wordOf(key)), () -> value.applyAsLong(key)));
    }
    return this;
  }

  MetricList gauge(String name, String unit, String description, DoubleSupplier value) {
    metrics.add(new Metric(name, Kind.GAUGE, unit, description, tags(), value));
    return this;
  }

  /** One of several gauges of this name, which a tag tells apart. */
  MetricList gauge(
      String name, String unit, String description, String tag, String of, DoubleSupplier value) {
    metrics.add(new Metric(name, Kind.GAUGE, unit, description, tags(tag, of), value));
    return this;
  }

  /** A gauge for each state: 1 for the one that holds, 0 for the others. */
  <E extends Enum<E>> MetricList states(
      String name, String description, Class<E> states, Supplier<E> state) {
    for (E each : states.getEnumConstants()) {
      gauge(name, "", description, "state", wordOf(each), () -> state.get() == each ? 1 : 0);
    }
    return this;
  }

  /** What there is to say of a view of who is present. */
  MetricList view(Membership view) {
    return gauge(
            "members", "members", "Members in the roster.", () -> view.roster().members().size())
        .gauge(
            "roster.version",
            "",
            "The roster's version, one more with each change.",
            () -> view.roster().version())
        .states("state", "1 for the state that holds, else 0.", State.class, view::state);
  }

  /** What is met on the connections of clients or subscribers, as counted there now. */
  MetricList connections(Supplier<ConnectionCounts> counts) {
    return counter("drops", DROPS, () -> counts.get().drops().value())
        .counter(
            "reconnects",
            "Connections that were given up because nothing came on them.",
            () -> counts.get().reconnects().value());
  }

  List<Metric> build() {
    return List.copyOf(metrics);
  }

  private static Metric counterOf(
      String name, String description, Map<String, String> tags, LongSupplier value) {
    String unit = name.substring(name.lastIndexOf('.') + 1);
    return new Metric(name, Kind.COUNTER, unit, description, tags, value::getAsLong);
  }

  private Map<String, String> tags() {
    return Map.of("role", role);
  }

  private Map<String, String> tags(String tag, String value) {
    Map<String, String> tags = new LinkedHashMap<>(tags());
    tags.put(tag, value);
    return tags;
  }

  private static String wordOf(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
