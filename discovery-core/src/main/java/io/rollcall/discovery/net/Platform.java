package io.rollcall.discovery.net;

import io.rollcall.discovery.lookup.Resolver;
import io.rollcall.discovery.thread.Threads;
import java.nio.ByteBuffer;
import java.nio.channels.spi.SelectorProvider;
import java.util.random.RandomGenerator;

/** What an engine stands on: the system, or a simulation of it. For the engine's thread only. */
public interface Platform {
  /** Opens the engine's selector and its sockets; this one is thread-safe. */
  SelectorProvider sockets();

  /** Nanoseconds of a monotonic clock, 0 or more; this one is thread-safe. */
  long now();

  /** How a thread waits for what the engine does; this one is thread-safe. */
  Threads threads();

  /** How the names of hosts are looked up; this one is thread-safe. */
  Resolver resolver();

  /** Where the jitter of pauses comes from. */
  RandomGenerator random();

  /** A buffer to read and write through, of so many octets. */
  ByteBuffer buffer(int octets);

  /** Something threw what nobody there expects; the engine lives. Throws nothing itself. */
  void failed(String what, Throwable thrown);
}
