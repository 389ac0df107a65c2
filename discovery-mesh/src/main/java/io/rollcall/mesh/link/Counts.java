package io.rollcall.mesh.link;

import io.rollcall.discovery.Metric;
import io.rollcall.discovery.Metric.Kind;
import io.rollcall.mesh.FailureCause;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** What a node counts. Thread-safe. */
final class Counts {
  private static final String ROLE = "role";
  private static final String MESH = "mesh";

  final LongAdder links = new LongAdder();
  final LongAdder calls = new LongAdder();
  final LongAdder requests = new LongAdder();
  final LongAdder duplicates = new LongAdder();
  final LongAdder repeated = new LongAdder();
  final LongAdder lostNotes = new LongAdder();
  final LongAdder unexpected = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder refused = new LongAdder();
  private final Map<FailureCause, LongAdder> callFailures = byCause();
  private final Map<FailureCause, LongAdder> requestFailures = byCause();

  private static Map<FailureCause, LongAdder> byCause() {
    Map<FailureCause, LongAdder> byCause = new EnumMap<>(FailureCause.class);
    for (FailureCause each : FailureCause.values()) {
      byCause.put(each, new LongAdder());
    }
    return byCause;
  }

  /** A call of another node has ended with this cause. */
  void callFailed(FailureCause cause) {
    Objects.requireNonNull(callFailures.get(cause)).increment();
  }

  /** A request or a message of this node has ended with this cause. */
  void requestFailed(FailureCause cause) {
    Objects.requireNonNull(requestFailures.get(cause)).increment();
  }

  List<Metric> metrics() {
    List<Metric> all = new ArrayList<>();
    all.add(
        new Metric(
            "mesh.links",
            Kind.GAUGE,
            "connections",
            "Connections to other nodes and from them, those included that are being made.",
            Map.of(ROLE, MESH),
            links::sum));
    all.add(counter("mesh.calls", "Requests and messages of others, given to a handler.", calls));
    all.add(counter("mesh.requests", "Requests and confirmed messages of this node.", requests));
    all.add(counter("mesh.repeats", "Messages of this node, sent once more.", repeated));
    all.add(counter("mesh.duplicates", "Messages of others that had come before.", duplicates));
    all.add(counter("mesh.notes.lost", "Unreliable messages that were dropped here.", lostNotes));
    all.add(
        counter(
            "mesh.unexpected", "Frames that nobody waits for, or of no known kind.", unexpected));
    all.add(counter("mesh.drops", "Frames that can't be read; each ends its connection.", dropped));
    all.add(counter("mesh.refusals", "Connections of others that were not let in.", refused));
    add(all, "mesh.call.failures", "Calls of others that ended without a reply.", callFailures);
    add(
        all,
        "mesh.request.failures",
        "Requests and messages of this node that failed.",
        requestFailures);
    return List.copyOf(all);
  }

  private static void add(
      List<Metric> all, String name, String description, Map<FailureCause, LongAdder> byCause) {
    byCause.forEach(
        (cause, count) ->
            all.add(
                counter(
                    name,
                    description,
                    Map.of(ROLE, MESH, "cause", cause.name().toLowerCase(Locale.ROOT)),
                    count::sum)));
  }

  private static Metric counter(String name, String description, LongAdder count) {
    return counter(name, description, Map.of(ROLE, MESH), count::sum);
  }

  private static Metric counter(
      String name, String description, Map<String, String> tags, DoubleSupplier value) {
    return new Metric(name, Kind.COUNTER, "", description, tags, value);
  }
}
