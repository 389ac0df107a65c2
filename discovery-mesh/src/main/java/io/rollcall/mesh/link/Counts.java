package io.rollcall.mesh.link;

import io.rollcall.discovery.Metric;
import io.rollcall.discovery.Metric.Kind;
import io.rollcall.mesh.FailureCause;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What a node counts. Thread-safe. */
final class Counts {
  private static final Map<String, String> TAGS = Map.of("role", "mesh");
  private static final double NANOS = 1e9;

  final LongAdder links = new LongAdder();
  final LongAdder calls = new LongAdder();
  final LongAdder requests = new LongAdder();
  private final LongAdder answers = new LongAdder();
  private final LongAdder answerNanos = new LongAdder();
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

  /** A request or a message of this node has its answer after so long. */
  void answered(long nanos) {
    answers.increment();
    answerNanos.add(nanos);
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
            TAGS,
            links::sum));
    all.add(
        counter(
            "mesh.calls", "calls", "Requests and messages of others, given to a handler.", calls));
    add(all, "mesh.call.failures", "Calls of others that ended without a reply.", callFailures);
    all.add(counter("mesh.requests", "requests", "Own requests and messages.", requests));
    all.add(
        counter(
            "mesh.answers",
            "answers",
            "Own requests and messages that were answered or confirmed.",
            answers));
    all.add(
        new Metric(
            "mesh.answer.time",
            Kind.COUNTER,
            "seconds",
            "How long own requests and messages took until then, added up.",
            TAGS,
            () -> answerNanos.sum() / NANOS));
    add(all, "mesh.request.failures", "Own requests and messages that failed.", requestFailures);
    all.add(
        counter("mesh.repeats", "messages", "Own messages that were sent once more.", repeated));
    all.add(
        counter(
            "mesh.duplicates", "messages", "Messages of others that had come before.", duplicates));
    all.add(
        counter(
            "mesh.notes.lost",
            "messages",
            "Unreliable messages that were dropped here.",
            lostNotes));
    all.add(
        counter(
            "mesh.unexpected",
            "frames",
            "Frames that nobody waits for, or of no known kind.",
            unexpected));
    all.add(
        counter(
            "mesh.drops",
            "frames",
            "Frames that can't be read; each ends its connection.",
            dropped));
    all.add(
        counter(
            "mesh.refusals",
            "connections",
            "Connections of others that were not let in.",
            refused));
    return List.copyOf(all);
  }

  private static void add(
      List<Metric> all, String name, String description, Map<FailureCause, LongAdder> byCause) {
    byCause.forEach((cause, count) -> all.add(failures(name, description, cause, count)));
  }

  private static Metric failures(
      String name, String description, FailureCause cause, LongAdder count) {
    Map<String, String> tags = new LinkedHashMap<>(TAGS);
    tags.put("cause", cause.name().toLowerCase(Locale.ROOT));
    return new Metric(name, Kind.COUNTER, "failures", description, tags, count::sum);
  }

  private static Metric counter(String name, String unit, String description, LongAdder count) {
    return new Metric(name, Kind.COUNTER, unit, description, TAGS, count::sum);
  }
}
