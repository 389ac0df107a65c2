package io.rollcall.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.rollcall.discovery.Metered;
import io.rollcall.discovery.Metric;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Registers the metrics of a server, client or subscriber with Micrometer. Thread-safe.
 *
 * <pre>{@code
 * new RollcallMetrics(server).bindTo(registry);
 * }</pre>
 *
 * <p>The meters' names begin with {@code rollcall.}; {@code docs/reference/metrics.md} explains
 * each. Several handles of one kind in one registry each need a tag of their own, else Micrometer
 * keeps the first alone.
 *
 * <p>Meters keep an open handle from being garbage collected. After it is closed they show the last
 * values, and release it once each has been read. They stay in the registry until {@link #close}.
 */
public final class RollcallMetrics implements MeterBinder, AutoCloseable {
  /** Guards against another binding between a look at a registry and what follows from it. */
  private static final Object LOCK = new Object();

  private record Bound(MeterRegistry registry, Meter meter) {}

  private final Metered handle;
  private final Tags tags;
  private final Queue<Bound> bound = new ConcurrentLinkedQueue<>();

  /** The metrics of this handle. */
  public RollcallMetrics(Metered handle) {
    this(handle, Tags.empty());
  }

  /**
   * The metrics of this handle, with further tags.
   *
   * @throws NullPointerException if anything is null
   */
  public RollcallMetrics(Metered handle, Iterable<Tag> tags) {
    this.handle = Objects.requireNonNull(handle, "handle");
    this.tags = Tags.of(Objects.requireNonNull(tags, "tags"));
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    synchronized (LOCK) {
      Set<Meter> others = meters(registry);
      for (Metric metric : handle.metrics()) {
        // Where the tags are the same this is the meter that somebody else registered.
        Meter meter = register(metric, registry);
        if (!others.contains(meter)) {
          bound.add(new Bound(registry, meter));
        }
      }
    }
  }

  /**
   * Removes the meters that this object registered, and no others. The handle stays open.
   * Idempotent.
   */
  @Override
  public void close() {
    synchronized (LOCK) {
      IdentityHashMap<MeterRegistry, Set<Meter>> present = new IdentityHashMap<>();
      Bound each;
      while ((each = bound.poll()) != null) {
        // A registry removes by name and tags, which another meter may have by now.
        if (present.computeIfAbsent(each.registry, RollcallMetrics::meters).contains(each.meter)) {
          each.registry.remove(each.meter);
        }
      }
    }
  }

  /** By identity: meters of one name and the same tags are equal. */
  private static Set<Meter> meters(MeterRegistry registry) {
    Set<Meter> meters = Collections.newSetFromMap(new IdentityHashMap<>());
    meters.addAll(registry.getMeters());
    return meters;
  }

  private Meter register(Metric metric, MeterRegistry registry) {
    Reading reading = new Reading(handle, metric);
    String name = "rollcall." + metric.name();
    return switch (metric.kind()) {
      // Micrometer alone would hold the reading weakly.
      case COUNTER ->
          FunctionCounter.builder(name, reading, collectable -> reading.value())
              .baseUnit(unit(metric))
              .description(metric.description())
              .tags(tags(metric))
              .register(registry);
      case GAUGE ->
          Gauge.builder(name, reading::value)
              .baseUnit(unit(metric))
              .description(metric.description())
              .tags(tags(metric))
              .register(registry);
    };
  }

  private static @Nullable String unit(Metric metric) {
    return metric.unit().isEmpty() ? null : metric.unit();
  }

  private Tags tags(Metric metric) {
    Tags all = tags;
    for (var tag : metric.tags().entrySet()) {
      all = all.and(tag.getKey(), tag.getValue());
    }
    return all;
  }
}
