package consumer.daemon;

import io.rollcall.daemon.Daemon;

/** A manager at a free port, as an application would have it. */
final class Manager {
  private Manager() {}

  static Daemon start() {
    Daemon daemon = Daemon.builder().manager().port(0).build();
    daemon.start();
    return daemon;
  }
}
