package io.rollcall.nanomsg;

import io.rollcall.discovery.Metric;
import io.rollcall.discovery.Metric.Kind;
import io.rollcall.nanomsg.sp.Counts;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** What there is to read of a gateway. */
final class GatewayMetrics {
  private static final Map<String, String> ROLE = Map.of("role", "nanomsg");

  private final SurveySide survey;
  private final PublishSide publish;
  private final Supplier<Counts> surveyor;
  private final Supplier<Counts> pub;

  GatewayMetrics(
      SurveySide survey, PublishSide publish, Supplier<Counts> surveyor, Supplier<Counts> pub) {
    this.survey = survey;
    this.publish = publish;
    this.surveyor = surveyor;
    this.pub = pub;
  }

  List<Metric> list() {
    return List.of(
        gauge("respondents", "Connections of respondents.", survey.respondents::get),
        gauge("subscribers", "Connections of subscribers.", publish.subscribers::get),
        counter("answers", "Answers to surveys.", survey.answers::get),
        counter(
            "names.refused",
            "Answers that were no name, or whose member was not taken in.",
            survey.namesRefused::get),
        counter("publications", "Lists that were published.", publish.publications::get),
        counter(
            "refusals",
            "Connections beyond a limit, or without a handshake.",
            sum(Counts::refused)),
        counter(
            "violations",
            "Connections that were closed for what they sent.",
            sum(Counts::violations)),
        counter(
            "drops",
            "Messages that came out of place, or found a queue full.",
            sum(Counts::dropped)));
  }

  private DoubleSupplier sum(ToLongFunction<Counts> count) {
    return () -> count.applyAsLong(surveyor.get()) + count.applyAsLong(pub.get());
  }

  private static Metric counter(String name, String description, DoubleSupplier value) {
    return new Metric(name, Kind.COUNTER, "", description, ROLE, value);
  }

  private static Metric gauge(String name, String description, DoubleSupplier value) {
    return new Metric(name, Kind.GAUGE, "connections", description, ROLE, value);
  }
}
