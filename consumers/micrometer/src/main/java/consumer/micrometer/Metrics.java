package consumer.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.discovery.Metered;
import io.rollcall.micrometer.RollcallMetrics;

/** Binds what a handle counts, as an application would. */
final class Metrics {
  private Metrics() {}

  static void bind(Metered handle, MeterRegistry registry) {
    new RollcallMetrics(handle).bindTo(registry);
  }
}
