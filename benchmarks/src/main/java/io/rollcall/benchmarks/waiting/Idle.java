package io.rollcall.benchmarks.waiting;

import io.rollcall.processes.Child;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The CPU that hubs use while nothing happens. */
public final class Idle {
  private Idle() {}

  /** Of each hub, in percent of one core, while this long nothing happens. */
  public static Map<String, Double> measure(Map<String, Child> hubs, Duration time)
      throws InterruptedException {
    Map<String, Duration> before = new LinkedHashMap<>();
    hubs.forEach((system, hub) -> before.put(system, hub.cpu()));
    Thread.sleep(time.toMillis());
    Map<String, Double> percent = new LinkedHashMap<>();
    before.forEach(
        (system, cpu) -> {
          Child hub = hubs.get(system);
          if (hub != null) {
            percent.put(system, 100.0 * hub.cpu().minus(cpu).toMillis() / time.toMillis());
          }
        });
    return percent;
  }
}
