package io.rollcall.benchmarks.joins;

import io.rollcall.benchmarks.report.Results;
import io.rollcall.benchmarks.report.Samples;
import io.rollcall.benchmarks.report.Table;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many clients of one JVM that start at once, several times over. For one thread. */
public final class Crowd {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Results results;
  private final int size;
  private final List<Integer> beyondTheFirst = new ArrayList<>();

  /** A crowd of this size. */
  public Crowd(Results results, int size) {
    this.results = results;
    this.size = size;
  }

  /** Starts it so many times. */
  public void run(Children children, String urlServer, int rounds) throws InterruptedException {
    List<String> args = List.of(urlServer, Integer.toString(size));
    Child clients = children.start("crowd", Children.MEASURED, AtOnceRole.class, args);
    clients.expect("ready", PATIENCE);
    for (int round = 1; round <= rounds; round++) {
      Connections connections = new Connections(urlServer);
      clients.tell("start");
      long nanos = clients.expect("joined", PATIENCE).number(1);
      connections.close();
      // The first finds a cold JVM.
      String which = round == 1 ? "the first time" : "after that";
      if (nanos < 0) {
        samples(which).miss();
      } else {
        samples(which).add(nanos);
      }
      beyondTheFirst.add(connections.count() - size);
      clients.tell("close");
      clients.expect("closed", PATIENCE);
      System.err.println("round " + round + " of " + rounds);
    }
    children.end(clients);
  }

  /** Of each time, how many connections were made beyond one for each client. */
  public List<Integer> beyondTheFirst() {
    return beyondTheFirst;
  }

  /** What came out. */
  public Table table() {
    Table table = new Table(size + " clients at once", "times", "all joined after, ms", "worst");
    results.forEach(
        "at once",
        (which, samples) ->
            table.row(
                which,
                Table.count(samples),
                samples.size() == 0 ? "not all" : Table.millis(samples.median()),
                samples.size() == 0 ? "" : Table.millis(samples.worst())));
    table.row("connections beyond the first", "", join(), "of " + size + " each");
    return table;
  }

  private Samples samples(String which) {
    return results.of("at once", which);
  }

  private String join() {
    return String.join(", ", beyondTheFirst.stream().map(String::valueOf).toList());
  }
}
