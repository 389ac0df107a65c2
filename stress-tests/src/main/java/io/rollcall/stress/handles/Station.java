package io.rollcall.stress.handles;

import io.rollcall.discovery.agent.ConnectingAgent;
import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import io.rollcall.discovery.agent.Transport.SubscriberPort;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.FromClient;
import io.rollcall.discovery.wire.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An agent that runs on connections to registers. {@link #execute}, {@link #connectTo} and {@link
 * #close} are thread-safe; everything else is for the transport's turns.
 */
final class Station implements ConnectedAgent, ClientPort, SubscriberPort {
  /** Nothing here takes time. */
  private static final long NOW = 0;

  private final MemoryTransport transport;
  private final Map<String, Peer> peers = new HashMap<>();
  private final Map<Peer, Register> servers = new HashMap<>();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch gone = new CountDownLatch(1);
  private @Nullable ConnectingAgent agent;

  /** The close has had its turn, after all commands that were queued before it. */
  private boolean leaving;

  private long numbers;

  Station(MemoryTransport transport) {
    this.transport = transport;
  }

  void start(ConnectingAgent made, String list) {
    agent = made;
    made.start(NOW);
    connect(list);
  }

  /** Where it connects to. */
  String endpoints() {
    return String.join(",", peers.keySet().stream().sorted().toList());
  }

  @Override
  public void execute(LongConsumer command) {
    Turns.execute(() -> run(command));
  }

  private void run(LongConsumer command) {
    if (agent != null && !leaving) {
      command.accept(NOW);
    }
  }

  @Override
  public void connectTo(String list) {
    execute(now -> connect(list));
  }

  private void connect(String list) {
    List<String> wanted = MemoryTransport.endpoints(list);
    for (String left : List.copyOf(peers.keySet())) {
      if (!wanted.contains(left)) {
        leave(left);
      }
    }
    for (String endpoint : wanted) {
      if (!peers.containsKey(endpoint)) {
        join(endpoint);
      }
    }
  }

  private void join(String endpoint) {
    ConnectingAgent running = running();
    Peer peer = new Peer(numbers++);
    peers.put(endpoint, peer);
    running.added(peer, NOW);
    Register server = transport.server(endpoint);
    if (server != null) {
      servers.put(peer, server);
      running.connected(peer, NOW);
    }
  }

  private void leave(String endpoint) {
    Peer peer = peers.remove(endpoint);
    if (peer == null) {
      return;
    }
    Register server = servers.remove(peer);
    if (server != null) {
      server.lost(this);
    }
    running().removed(peer, NOW);
  }

  @Override
  public void send(Peer to, byte[] frame) {
    Register server = servers.get(to);
    if (server != null) {
      Message answer = server.heard(this, (FromClient) decoded(frame));
      if (answer != null) {
        arrive(to, Codec.encode(answer));
      }
    }
  }

  @Override
  public void subscribe(Peer to, byte[] octets) {
    Topic topic = topic(octets);
    if (topic.isSnapshot()) {
      // The register is looked up when the answer is due: a subscription may precede its
      // connection.
      Turns.execute(
          () -> {
            Register server = servers.get(to);
            if (server != null) {
              heard(to, topic.before(Codec.encode(server.snapshot())));
            }
          });
    }
  }

  @Override
  public void unsubscribe(Peer from, byte[] topic) {}

  @Override
  public void reconnect(Peer to) {
    throw new IllegalStateException("a connection in memory was given up");
  }

  /** A server says something to all who are on this connection. */
  void hear(Register from, Message message) {
    for (Map.Entry<Peer, Register> each : Map.copyOf(servers).entrySet()) {
      if (each.getValue() == from) {
        heard(each.getKey(), Codec.encode(message));
      }
    }
  }

  private void arrive(Peer from, byte[] frame) {
    Turns.execute(() -> heard(from, frame));
  }

  private void heard(Peer from, byte[] frame) {
    ConnectingAgent running = agent;
    if (running != null && servers.containsKey(from)) {
      running.heard(from, frame, NOW);
      shutIfDone();
    }
  }

  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      Turns.execute(
          () -> {
            leaving = true;
            running().close(NOW);
            shutIfDone();
          });
    }
    gone();
  }

  private void shutIfDone() {
    ConnectingAgent running = running();
    if (leaving && running.isClosed()) {
      List.copyOf(peers.keySet()).forEach(this::leave);
      agent = null;
      running.closed();
      transport.closed(this);
      gone.countDown();
    }
  }

  private void gone() {
    try {
      gone.await();
    } catch (InterruptedException nobodyDoes) {
      throw new IllegalStateException(nobodyDoes);
    }
  }

  private ConnectingAgent running() {
    ConnectingAgent running = agent;
    if (running == null) {
      throw new IllegalStateException("does not run");
    }
    return running;
  }

  private static Message decoded(byte[] frame) {
    try {
      return Codec.decode(frame, 0);
    } catch (MalformedFrameException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Topic topic(byte[] octets) {
    try {
      return Topic.of(octets);
    } catch (MalformedFrameException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
