package io.rollcall.discovery.agent;

import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Connects clients to one endpoint each, where nobody answers; their commands run when the test
 * says so.
 */
final class HandTransport implements Transport {
  private final Queue<LongConsumer> commands = new ConcurrentLinkedQueue<>();
  private final Map<String, List<Message>> sent = new ConcurrentHashMap<>();
  private final AtomicReference<Runnable> before = new AtomicReference<>(() -> {});

  /** Runs all commands that wait. */
  void run() {
    for (LongConsumer next = commands.poll(); next != null; next = commands.poll()) {
      next.accept(0);
    }
  }

  /** Before the next command is queued, by the thread that brings it, this runs once. */
  void beforeNextCommand(Runnable meanwhile) {
    before.set(meanwhile);
  }

  /** What clients have said at this endpoint. */
  List<Message> sentTo(String endpoint) {
    return sent.getOrDefault(endpoint, List.of());
  }

  @Override
  public String canonical(String list) {
    return list;
  }

  @Override
  public <A extends ConnectingAgent> Started<A, ConnectedAgent> client(
      String urlServer, Function<ClientPort, A> maker) {
    A agent = maker.apply(new Port(urlServer));
    Peer server = new Peer(0);
    agent.start(0);
    agent.added(server, 0);
    agent.connected(server, 0);
    return new Started<>(agent, new Running());
  }

  @Override
  public <A extends ListeningAgent> Started<A, BoundAgent> server(
      String urlServer, String urlPubSub, Function<ServerPort, A> agent) {
    throw new UnsupportedOperationException("clients only");
  }

  @Override
  public <A extends ConnectingAgent> Started<A, ConnectedAgent> subscriber(
      String urlPubSub, Function<SubscriberPort, A> agent) {
    throw new UnsupportedOperationException("clients only");
  }

  private final class Port implements ClientPort {
    private final String endpoint;

    Port(String endpoint) {
      this.endpoint = endpoint;
    }

    @Override
    public void send(Peer to, byte[] frame) {
      try {
        sent.computeIfAbsent(endpoint, key -> new ArrayList<>()).add(Codec.decode(frame, 0));
      } catch (MalformedFrameException impossible) {
        throw new AssertionError(impossible);
      }
    }

    @Override
    public void reconnect(Peer server) {}
  }

  private final class Running implements ConnectedAgent {
    @Override
    public void execute(LongConsumer command) {
      before.getAndSet(() -> {}).run();
      commands.add(command);
    }

    @Override
    public void connectTo(String list) {
      throw new UnsupportedOperationException("one endpoint each");
    }

    @Override
    public void close() {}
  }
}
