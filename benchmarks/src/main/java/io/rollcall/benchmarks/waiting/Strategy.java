package io.rollcall.benchmarks.waiting;

import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** The ways in which a hub's threads can wait. */
public enum Strategy {
  /** What Rollcall's {@code SocketLoop} did when this program was written. */
  SELECTOR_PARK("selector, park 1 µs after a signal without a message"),

  /** Asks the sockets and the selector again at once. */
  SELECTOR("selector, no park"),

  /** Lets others run, without a timer. */
  SELECTOR_YIELD("selector, yield after a signal without a message"),

  /** Asks the sockets for a while. */
  SELECTOR_SPIN_20("selector, 20 µs of spinning after the last message"),

  /** Asks the sockets for a longer while. */
  SELECTOR_SPIN_50("selector, 50 µs of spinning after the last message"),

  /** JeroMQ's own. */
  POLLER("`ZMQ.Poller` and a pipe"),

  /** Blocks, and looks at the rest every millisecond. */
  RECV_TIMEOUT("blocking `recv`, timeout 1 ms"),

  /** Blocks in both. */
  TWO_THREADS("two threads, blocking `recv`");

  private final String title;

  Strategy(String title) {
    this.title = title;
  }

  /** As it stands in a table. */
  public String title() {
    return title;
  }

  /** As it stands in a picture: its name, and whether it is Rollcall's. */
  String caption() {
    String name = name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return this == SELECTOR_PARK ? "Rollcall's: " + name : name;
  }

  /** The name of a system whose hub waits so. */
  public String system() {
    return "jeromq/" + name();
  }

  CommandedHub hub() {
    return switch (this) {
      case SELECTOR_PARK -> selector(0, () -> LockSupport.parkNanos(1_000));
      case SELECTOR -> selector(0, () -> {});
      case SELECTOR_YIELD -> selector(0, Strategy::letOthersRun);
      case SELECTOR_SPIN_20 -> selector(20_000, () -> {});
      case SELECTOR_SPIN_50 -> selector(50_000, () -> {});
      case POLLER -> new OneThreadHub(PollerWait::new);
      case RECV_TIMEOUT -> new OneThreadHub(RecvWait::new);
      case TWO_THREADS -> new TwoThreadsHub();
    };
  }

  private static CommandedHub selector(long spinNanos, Runnable pause) {
    return new OneThreadHub(hub -> new SelectorWait(hub, spinNanos, pause));
  }

  @SuppressWarnings("ThreadPriorityCheck") // whether it helps is the question
  private static void letOthersRun() {
    Thread.yield();
  }
}
