package io.rollcall.benchmarks.scale;

import io.rollcall.benchmarks.report.Chart;
import io.rollcall.benchmarks.report.Samples;
import io.rollcall.benchmarks.rest.Cost;
import io.rollcall.benchmarks.thin.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pictures of what grows with the number of members and subscribers. For one thread. */
public final class ScaleCharts {
  private static final String ACROSS = "members, and as many subscribers";
  private static final double MEGA = 1024 * 1024;

  private final Map<String, Map<Integer, Double>> times = new LinkedHashMap<>();
  private final Map<String, Map<Integer, Double>> costs = new LinkedHashMap<>();

  /** Adds a size. */
  public void add(SizeResult result) {
    time("Rollcall: survey round", result.size, result.roundsAlone);
    time("Rollcall: join to the last subscriber", result.size, result.joins);
    time("bare JeroMQ: round", result.size, result.bareRounds);
    time("bare JeroMQ: join to the last", result.size, result.bareJoins);
    Cost server = result.all;
    put(costs, "RSS, MB", result.size, server.resident() / MEGA);
    put(costs, "heap, MB", result.size, server.heap() / MEGA);
    put(costs, "CPU of a round, ms", result.size, result.cpuOfRound() / 1e6);
    put(costs, "CPU of a pulse, ms", result.size, result.cpuOfPulse() / 1e6);
    long changes = result.atJoins.of(Event.PRESENT);
    if (changes > 0) {
      double octets = (double) result.atJoins.of(Event.CHANGE_OCTETS) / changes;
      put(costs, "octets to a subscriber for a join and a leave", result.size, octets);
    }
  }

  /** Writes them; where they are. */
  public List<Path> write() throws IOException {
    List<Path> written = new ArrayList<>();
    written.add(Chart.growth("Time by size", ACROSS, "milliseconds", times).write("scale-times"));
    written.add(Chart.growth("What the server costs by size", ACROSS, "", costs).write("scale"));
    return written;
  }

  private void time(String what, int size, Samples samples) {
    if (samples.size() > 0) {
      put(times, what, size, samples.median() / 1e6);
    }
  }

  /** What is within the noise of the CPU's clock can't stand on a logarithmic axis. */
  private static void put(
      Map<String, Map<Integer, Double>> lines, String what, int size, double value) {
    if (value > 0) {
      lines.computeIfAbsent(what, any -> new TreeMap<>()).put(size, value);
    }
  }
}
