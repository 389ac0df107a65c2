package io.rollcall.discovery;

import io.rollcall.discovery.agent.Connections;
import io.rollcall.discovery.agent.HostedClient;
import io.rollcall.discovery.agent.SharedClient;
import io.rollcall.discovery.feed.StateFeed;
import io.rollcall.discovery.feed.Waiting;
import java.time.Duration;
import java.util.List;

/**
 * What both kinds of clients share: being a member of the servers at some endpoints. Thread-safe.
 */
final class Enrollment implements Metered, AutoCloseable {
  private final StateFeed<ClientState> states;
  private final Object lock = new Object();
  private final SharedClient client;
  private final List<Metric> metrics;
  private Member self;
  private ClientState state = ClientState.of(ClientState.Phase.JOINING);

  Enrollment(Connections connections, String urlServer, Member self, Options options) {
    Incarnation incarnation = Incarnation.ofNow();
    this.self = self.withIncarnation(incarnation);
    this.states = StateFeed.onLoop("clientStates of " + self.name(), options.executor());
    this.states.publish(state);
    this.client =
        connections.client(
            urlServer,
            new HostedClient(
                "client '" + self.name() + "' of " + urlServer,
                incarnation,
                options.cluster(),
                self,
                this::changed));
    this.metrics = client.metrics(this::clientState);
  }

  Member self() {
    synchronized (lock) {
      return self;
    }
  }

  void update(Member updated) {
    synchronized (lock) {
      if (!updated.name().equals(self.name())) {
        throw new IllegalArgumentException(
            "name '%s' is not '%s', which this client has".formatted(updated.name(), self.name()));
      }
      Incarnation incarnation = self.incarnation().orElseThrow();
      self = updated.withIncarnation(incarnation);
      client.update(self);
    }
  }

  void connectTo(String urlServer) {
    client.connectTo(urlServer);
  }

  ClientState clientState() {
    synchronized (lock) {
      return state;
    }
  }

  Feed<ClientState> clientStates() {
    return states;
  }

  boolean awaitJoined(Duration timeout) throws InterruptedException {
    return Waiting.until(
        lock,
        timeout,
        () -> state.phase() == ClientState.Phase.JOINED,
        () -> state.phase() == ClientState.Phase.CLOSED);
  }

  @Override
  public List<Metric> metrics() {
    return metrics;
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
    synchronized (lock) {
      state = now;
      lock.notifyAll();
    }
    states.publish(now);
    if (now.phase() == ClientState.Phase.CLOSED) {
      states.end();
    }
  }
}
