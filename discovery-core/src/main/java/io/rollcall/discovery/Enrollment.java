package io.rollcall.discovery;

import io.rollcall.discovery.agent.ConnectionPool;
import io.rollcall.discovery.agent.Environment;
import io.rollcall.discovery.agent.HostedClient;
import io.rollcall.discovery.agent.SharedClient;
import io.rollcall.discovery.feed.StateFeed;
import io.rollcall.discovery.thread.Monitor;
import io.rollcall.discovery.thread.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What both kinds of clients share: being a member of the servers at some endpoints. Thread-safe.
 */
final class Enrollment implements Metered, AutoCloseable {
  private final StateFeed<ClientState> states;
  private final Monitor monitor;
  private final HostedClient hosted;
  private final SharedClient client;

  /** As the application gave it, with its incarnation; its addresses may lack the host. */
  private Member given;

  private @Nullable List<Metric> metrics;
  private ClientState state = ClientState.of(ClientState.Phase.JOINING);

  Enrollment(ConnectionPool connections, String urlServer, Member self, Options options) {
    Environment environment = options.standsOn();
    Incarnation incarnation = environment.incarnation();
    this.monitor = new Monitor(environment.threads());
    this.given = ServiceAttributes.checkOwn(self).withIncarnation(incarnation);
    this.states =
        StateFeed.onLoop(
            "clientStates of " + self.name(), options.executor(), environment.threads());
    this.states.publish(state);
    this.hosted =
        new HostedClient(
            "client '" + self.name() + "' of " + urlServer,
            incarnation,
            options.cluster(),
            self,
            this::changed);
    this.client = connections.client(urlServer, hosted);
  }

  Member self() {
    monitor.lock();
    try {
      return hosted.host().map(given::withHost).orElse(given);
    } finally {
      monitor.unlock();
    }
  }

  void update(Member updated) {
    monitor.lock();
    try {
      if (!updated.name().equals(given.name())) {
        throw new IllegalArgumentException(
            "name '%s' is not '%s', which this client has".formatted(updated.name(), given.name()));
      }
      Incarnation incarnation = given.incarnation().orElseThrow();
      given =
          ServiceAttributes.withPortsAlone(
                  ServiceAttributes.checkOwn(updated), given, hosted.hosts())
              .withIncarnation(incarnation);
      client.update(given);
    } finally {
      monitor.unlock();
    }
  }

  void connectTo(String urlServer) {
    client.connectTo(urlServer);
  }

  ClientState clientState() {
    monitor.lock();
    try {
      return state;
    } finally {
      monitor.unlock();
    }
  }

  Feed<ClientState> clientStates() {
    return states;
  }

  boolean awaitJoined(Duration timeout) throws InterruptedException {
    return monitor.await(
        Timeouts.nanos(timeout),
        () -> state.phase() == ClientState.Phase.JOINED,
        () -> state.phase() == ClientState.Phase.CLOSED);
  }

  CompletionStage<ClientState> joined() {
    CompletableFuture<ClientState> joined = new CompletableFuture<>();
    FeedSubscription reading =
        states.subscribe(
            now -> {
              if (now.phase() == ClientState.Phase.JOINED) {
                joined.complete(now);
              }
            },
            () -> joined.completeExceptionally(new FeedClosedException("the client is closed")));
    return Stages.closing(joined, reading);
  }

  @Override
  public List<Metric> metrics() {
    // Not before somebody wants them: they are many small classes to load.
    monitor.lock();
    try {
      if (metrics == null) {
        metrics = client.metrics(this::clientState);
      }
      return metrics;
    } finally {
      monitor.unlock();
    }
  }

  @Override
  public boolean isClosed() {
    return clientState().phase() == ClientState.Phase.CLOSED;
  }

  @Override
  public void close() {
    client.close();
  }

  private void changed(ClientState now) {
    monitor.lock();
    try {
      state = now;
      monitor.changed();
    } finally {
      monitor.unlock();
    }
    states.publish(now);
    if (now.phase() == ClientState.Phase.CLOSED) {
      states.end();
    }
  }
}
