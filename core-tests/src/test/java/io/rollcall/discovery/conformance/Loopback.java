package io.rollcall.discovery.conformance;

import io.rollcall.discovery.agent.Transport;
import io.rollcall.processes.OwnLoopback;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** Real sockets of this machine. */
record Loopback(Transport atServer, Transport atClient) implements Ground {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public String any() {
    return OwnLoopback.ANY;
  }

  @Override
  public String clients() {
    return "127.0.0.1:";
  }

  @Override
  public void join(CompletableFuture<?> future) {
    future.join();
  }

  @Override
  public void eventually(Runnable assertion) {
    Awaitility.await().atMost(PATIENCE).untilAsserted(assertion::run);
  }
}
