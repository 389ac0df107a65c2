package io.rollcall.benchmarks.nanomsg;

import java.net.InetSocketAddress;
import java.time.Duration;

/** One that all peers of a crowd are connected to, in a process of its own. For one thread. */
interface Hub extends AutoCloseable {
  /** What it is called in tables, and its crowd in messages. */
  String name();

  /** The dialect of its peers when it surveys, or when it publishes. */
  String dialect(boolean surveys);

  /** Where it listens. */
  InetSocketAddress address();

  /** For how many nanoseconds it sends nothing between two rounds; see {@link Rounds}. */
  long quiet();

  /** CPU time that it has used so far. */
  Duration cpu();

  /** Ends it. */
  @Override
  void close() throws InterruptedException;
}
