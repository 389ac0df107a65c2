package io.rollcall.benchmarks.siege;

import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Line;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The processes that attack, each from an address of its own. For one thread. */
final class Attackers implements AutoCloseable {
  private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx256m");
  private static final Duration START = Duration.ofSeconds(30);

  /** An attacker finishes what it is at, and on a busy machine that takes its time. */
  private static final Duration FINISH = Duration.ofSeconds(20);

  private final Children children;
  private final List<Child> processes = new ArrayList<>();

  /** Starts one for each address; the doors that the attack is for are shared out among them. */
  Attackers(Children children, Attack attack, List<String> addresses, int held, Defenders defenders)
      throws InterruptedException {
    this.children = children;
    List<Door> doors = List.copyOf(attack.doors());
    for (int i = 0; i < addresses.size(); i++) {
      Door door = doors.get(i % doors.size());
      List<String> args =
          List.of(
              attack.name(),
              door.name(),
              defenders.url(door),
              addresses.get(i),
              Integer.toString(held));
      processes.add(children.start(attack.name() + " at " + door, FLAGS, AttackerRole.class, args));
    }
    for (Child each : processes) {
      each.expect("ready", START);
    }
  }

  /** Has them attack for so long. */
  void go(int seconds) {
    processes.forEach(each -> each.tell("go", Integer.toString(seconds)));
  }

  /** Has them stop, and says what they got through together; of one that failed, nothing. */
  Sent stop() throws InterruptedException {
    Sent sent = new Sent();
    for (Child each : processes) {
      try {
        each.tell("stop");
        Optional<Line> said = each.next(FINISH);
        said.map(Sent::of).ifPresent(sent::add);
      } catch (IllegalStateException | UncheckedIOException ended) {
        System.err.println(ended.getMessage());
      }
    }
    return sent;
  }

  @Override
  public void close() throws InterruptedException {
    processes.forEach(Child::letGo);
    for (Child each : processes) {
      children.end(each);
    }
  }
}
