package io.rollcall.discovery.agent;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.spi.ProcessEnvironment;
import io.rollcall.discovery.thread.Threads;
import java.util.UUID;

/**
 * What the handles of one process stand on: the system, or a simulation of it. Thread-safe; a
 * simulation's belongs to the thread that runs it.
 */
public interface Environment extends ProcessEnvironment {
  /** That of these options: they take no other. */
  static Environment of(Options options) {
    return (Environment) options.environment();
  }

  /** A transport of its own. */
  Transport transport(Options options);

  /** What all clients and subscribers share that have the same security and transport. */
  ConnectionPool connections(Options options);

  /** The incarnation of who starts now, by the clock on this host's wall. */
  Incarnation incarnation();

  /** An id that nobody else has. */
  UUID id();

  /**
   * An engine for sockets that are no transport's; all who name it share it. To be released.
   *
   * @param name of its thread
   */
  Engine engine(String name);

  /** How threads wait for the handles, and where the library reads. */
  Threads threads();
}
