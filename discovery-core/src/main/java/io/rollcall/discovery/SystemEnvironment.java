package io.rollcall.discovery;

import io.rollcall.discovery.agent.ConnectionPool;
import io.rollcall.discovery.agent.Environment;
import io.rollcall.discovery.agent.RandomId;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.thread.Threads;
import java.util.UUID;

/** The system's network, clock, chance and threads. Thread-safe. */
final class SystemEnvironment implements Environment {
  static final Environment INSTANCE = new SystemEnvironment();

  private SystemEnvironment() {}

  @Override
  public Transport transport(Options options) {
    return Transports.of(options);
  }

  @Override
  public ConnectionPool connections(Options options) {
    return Transports.connections(options);
  }

  @Override
  public Incarnation incarnation() {
    return RandomId.incarnation();
  }

  @Override
  public UUID id() {
    return RandomId.next();
  }

  @Override
  public Engine engine(String name) {
    return Engine.acquire(name);
  }

  @Override
  public Threads threads() {
    return Threads.SYSTEM;
  }

  @Override
  public String toString() {
    return "system";
  }
}
