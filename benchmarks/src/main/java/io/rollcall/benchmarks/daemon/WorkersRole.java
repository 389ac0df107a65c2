package io.rollcall.benchmarks.daemon;

import io.rollcall.benchmarks.rest.Cost;
import io.rollcall.daemon.Daemon;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/** A process with many workers of one manager. */
public final class WorkersRole {
  private static final long LOOK = Duration.ofMillis(1).toNanos();

  private final String manager;
  private final long patience;
  private final Deque<Daemon> workers = new ArrayDeque<>();

  private WorkersRole(String manager, Duration patience) {
    this.manager = manager;
    this.patience = patience.toNanos();
  }

  /**
   * Obeys {@code start} with how many, and says when the first and the last were started; {@code
   * stop}, which closes one, and says when; {@code await}. All three are given how many everybody
   * is then, and say in the end how many have a list of that length, and since when the last has.
   * Obeys {@code clear}, which closes all, and {@code rest} for so many seconds, and says what that
   * cost.
   *
   * @param args where the manager is, and how long to wait in seconds
   */
  public static void main(String... args) throws IOException, InterruptedException {
    WorkersRole role = new WorkersRole(args[0], Duration.ofSeconds(Long.parseLong(args[1])));
    Orders.say("ready");
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      switch (order.word()) {
        case "start" -> role.start((int) order.number(1), (int) order.number(2));
        case "stop" -> role.stop((int) order.number(1));
        case "await" -> role.await((int) order.number(1));
        case "clear" -> role.clear();
        default -> Orders.say(Cost.measure(Duration.ofSeconds(order.number(1))).words());
      }
    }
    System.exit(0);
  }

  private void start(int everybody, int many) {
    long first = System.nanoTime();
    long last = first;
    for (int i = 0; i < many; i++) {
      last = System.nanoTime();
      Daemon worker = Daemon.builder().uplink(manager).host("127.0.0.1").port(0).build();
      worker.start();
      workers.add(worker);
    }
    Orders.say("started", first, last);
    look(everybody);
  }

  private void stop(int everybody) {
    long now = System.nanoTime();
    workers.removeLast().close();
    Orders.say("stopped", now);
    look(everybody);
  }

  private void await(int everybody) {
    Orders.say("waiting");
    look(everybody);
  }

  private void clear() {
    workers.forEach(Daemon::close);
    workers.clear();
    Orders.say("clear");
  }

  /**
   * Looks at one after the other, which keeps the list that it has: the last of them to have it is
   * seen within a millisecond. What is looked at waits for no thread of a worker.
   */
  private void look(int everybody) {
    long deadline = System.nanoTime() + patience;
    for (Daemon worker : workers) {
      while (worker.roster().names().size() != everybody && System.nanoTime() - deadline < 0) {
        LockSupport.parkNanos(LOOK);
      }
    }
    long at = System.nanoTime();
    long complete = workers.stream().filter(each -> each.workers().size() == everybody).count();
    Orders.say("seen", complete, workers.size(), at);
  }
}
