package io.rollcall.benchmarks.waiting;

import io.rollcall.benchmarks.peers.Discovery.Addresses;

/** A hub that other threads of its process can have publish something. Thread-safe. */
interface CommandedHub {
  /** Starts its threads. */
  Addresses start();

  /** Has it publish that this member has joined. */
  void command(String name);
}
