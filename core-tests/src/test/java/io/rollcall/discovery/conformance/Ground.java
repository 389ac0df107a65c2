package io.rollcall.discovery.conformance;

import io.rollcall.discovery.agent.Transport;
import java.util.concurrent.CompletableFuture;

/** Where a contract is tried: the transports there, what can be bound, and how a test waits. */
interface Ground {
  /** That of servers. */
  Transport atServer();

  /** That of clients and subscribers. */
  Transport atClient();

  /** An endpoint to bind, with any free port. */
  String any();

  /** How the address begins from where clients connect. */
  String clients();

  /** Waits until it is complete. */
  void join(CompletableFuture<?> future);

  /** Waits until an assertion holds. */
  void eventually(Runnable assertion);
}
