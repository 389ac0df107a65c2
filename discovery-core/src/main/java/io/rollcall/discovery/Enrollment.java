package io.rollcall.discovery;

import io.rollcall.discovery.agent.ClientAgent;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import io.rollcall.discovery.feed.StateFeed;
import io.rollcall.discovery.feed.Waiting;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What both kinds of clients share: being a member of the servers at some endpoints. Thread-safe.
 */
final class Enrollment implements AutoCloseable {
  private final StateFeed<ClientState> states;
  private final Object lock = new Object();
  private final ConnectedAgent running;
  private final AtomicReference<@Nullable ClientAgent> agent = new AtomicReference<>();
  private Member self;
  private ClientState state = ClientState.of(ClientState.Phase.JOINING);

  Enrollment(Transport transport, String urlServer, Member self, Options options) {
    Incarnation incarnation = Incarnation.ofNow();
    this.self = self.withIncarnation(incarnation);
    this.states = new StateFeed<>("clientStates of " + self.name(), options.executor());
    this.states.publish(state);
    String name = "client '" + self.name() + "' of " + urlServer;
    this.running =
        transport.client(
            urlServer,
            port -> {
              ClientAgent made =
                  new ClientAgent(name, incarnation, options.cluster(), self, this::changed, port);
              agent.set(made);
              return made;
            });
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
      Member toSend = self;
      running.execute(
          now -> {
            ClientAgent to = agent.get();
            if (to != null) {
              to.update(toSend, now);
            }
          });
    }
  }

  void connectTo(String urlServer) {
    running.connectTo(urlServer);
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
  public void close() {
    running.close();
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
