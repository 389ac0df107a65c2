package io.rollcall.daemon;

import io.rollcall.discovery.Metric;
import io.rollcall.discovery.Metric.Kind;
import io.rollcall.discovery.net.Listener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/** What there is to read of a daemon. */
final class DaemonMetrics {
  private static final Map<String, String> ROLE = Map.of("role", "daemon");

  private DaemonMetrics() {}

  static List<Metric> of(Counts counts, Listener listener) {
    return List.of(
        new Metric(
            "clients",
            Kind.GAUGE,
            "connections",
            "Open connections of the text port.",
            ROLE,
            listener::connections),
        counter("lines", "Lines that were answered.", counts.lines),
        counter("lines.unknown", "Of these, lines that mean nothing.", counts.unknown),
        counter(
            "lines.too.long",
            "Lines that were too long; the connection ends.",
            counts.linesTooLong),
        counter("forbidden", "Lines whose sender may not do that.", counts.forbidden),
        counter("slow", "Connections that ended since the peer didn't read.", counts.slow),
        counter(
            "refusals",
            "Connections beyond a limit, or cut for newcomers.",
            () -> listener.refused() + listener.cut()),
        counter("pushes", "Lists that were pushed to a worker.", counts.pushes),
        counter("pushes.octets", "Octets of these.", counts.pushOctets),
        counter("pushes.failed", "Pushes that are tried again.", counts.pushesFailed),
        counter("frozen", "Workers that went since they answered nothing.", counts.frozen));
  }

  private static Metric counter(String name, String description, AtomicLong value) {
    return counter(name, description, value::get);
  }

  private static Metric counter(String name, String description, DoubleSupplier value) {
    return new Metric(name, Kind.COUNTER, "", description, ROLE, value);
  }
}
