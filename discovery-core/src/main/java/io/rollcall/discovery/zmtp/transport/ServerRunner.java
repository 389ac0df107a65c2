package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.ListeningAgent;
import io.rollcall.discovery.agent.Transport.BoundAgent;
import io.rollcall.discovery.agent.Transport.ServerPort;
import io.rollcall.discovery.endpoint.TcpEndpoint;
import io.rollcall.discovery.guard.ConnectionLimiter;
import io.rollcall.discovery.guard.LimitedConnection;
import io.rollcall.discovery.guard.RateLimits;
import io.rollcall.discovery.guard.ResourceGuard;
import io.rollcall.discovery.keys.ReloadingKeyring;
import io.rollcall.discovery.net.Alarm;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.Listener;
import io.rollcall.discovery.net.SocketLimits;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.zmtp.OctetBudget;
import io.rollcall.discovery.zmtp.Outgoing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A server's agent and its ports: a ROUTER for the survey, an XPUB for what is published. */
public final class ServerRunner extends AgentRunner<ListeningAgent>
    implements BoundAgent, ServerPort {
  private static final long LEAST_ROOM = 4 << 20;
  private static final int ROOM_SHARE = 16;

  /** To publish something to one subscriber, in nanoseconds: measured, nearly all in write(2). */
  private static final long EACH = 10_000;

  /** The same and what it takes to seal about 1,000 octets, measured apart: 3.4 µs, rounded up. */
  private static final long EACH_SEALED = 14_000;

  private final List<Listener> survey = new ArrayList<>();
  private final List<Listener> pubSub = new ArrayList<>();
  private final Map<Peer, ClientWire> clients = new HashMap<>();
  private final Subscriptions<SubscriberWire> subscriptions = new Subscriptions<>();

  /** Who is connected, and how much each may say. */
  final ConnectionLimiter<LimitedConnection> limiter;

  final RateLimits rateLimits;

  /** For the frames that strangers have begun and not finished. */
  final OctetBudget budget =
      new OctetBudget(Math.max(LEAST_ROOM, Runtime.getRuntime().maxMemory() / ROOM_SHARE));

  /** When handshakes go on, if they prove keys. */
  final HandshakeRateLimiter handshakes;

  private final ServerSecurity security;
  private final Alarm look;
  private long peers;

  ServerRunner(Engine engine, Options options, @Nullable ReloadingKeyring keyring) {
    super(engine);
    this.handshakes = new HandshakeRateLimiter(engine);
    this.security = ServerSecurity.of(keyring, engine, this::keysChanged);
    this.limiter =
        new ConnectionLimiter<>(options.limits(), ResourceGuard.OF_DESCRIPTORS, this::dropped);
    this.rateLimits = new RateLimits(options);
    this.look = new Alarm(engine, this::look);
  }

  /** Its agent runs. */
  void begin(ListeningAgent made) {
    start(made);
    security.begin();
    look();
  }

  /** Binds all endpoints, or none. On the engine's thread, which serves nobody else. */
  void bind(List<TcpEndpoint> surveyed, List<TcpEndpoint> published, SocketLimits limits) {
    boolean bound = false;
    try {
      listen(survey, surveyed, () -> new ClientWire(this), limits);
      listen(pubSub, published, () -> new SubscriberWire(this), limits);
      bound = true;
    } finally {
      if (!bound) {
        listeners().forEach(Listener::close);
      }
    }
  }

  private void listen(
      List<Listener> to, List<TcpEndpoint> endpoints, Supplier<Wire> wires, SocketLimits limits) {
    for (TcpEndpoint each : endpoints) {
      to.add(engine.listen(Endpoint.of(each), wires, limits));
    }
  }

  private List<Listener> listeners() {
    List<Listener> all = new ArrayList<>(survey);
    all.addAll(pubSub);
    return all;
  }

  @Override
  public String urlServer() {
    return endpoints(survey);
  }

  @Override
  public String urlPubSub() {
    return endpoints(pubSub);
  }

  private static String endpoints(List<Listener> listeners) {
    return listeners.stream()
        .map(each -> each.endpoint().toString())
        .collect(Collectors.joining(","));
  }

  @Override
  public void send(Peer to, byte[] frame) {
    ClientWire client = clients.get(to);
    if (client != null && !client.send(Outgoing.message(frame))) {
      dropped("a message to a client that does not read");
    }
  }

  @Override
  public void ask(Peer to, byte[] frame, int answers) {
    ClientWire client = clients.get(to);
    if (client != null) {
      limiter.asked(client.limited(), answers);
    }
    send(to, frame);
  }

  @Override
  public void publish(byte[] frame) {
    Outgoing message = Outgoing.message(frame);
    for (SubscriberWire each : subscriptions.of(frame)) {
      if (!each.send(message)) {
        dropped("a publication to a subscriber that does not read");
      }
    }
  }

  @Override
  public int subscribers() {
    return limiter.subscribers();
  }

  @Override
  public long publishing() {
    return (security.isSealed() ? EACH_SEALED : EACH) * subscribers();
  }

  /** How it makes sure of who connects. */
  ServerSecurity security() {
    return security;
  }

  /** Whose key is trusted no more is cut off. */
  private void keysChanged() {
    Set<String> trusted = security.trusted();
    for (ZmtpWire each : List.copyOf(open())) {
      if (each instanceof AcceptedWire wire && wire.isReady() && !trusted.contains(wire.key())) {
        wire.connection().close("its key is trusted no more");
      }
    }
  }

  /** What a new client's connection is called; it has proved this key, or none. */
  Peer newPeer(String address, String key) {
    return new Peer(++peers, address, key);
  }

  /** Lets somebody in, or says why not. */
  @Nullable String arrive(LimitedConnection limited, long now) {
    return limiter.arrive(limited, now).orElse(null);
  }

  private void look() {
    limiter.look(engine.now());
    look.set(limiter.due());
  }

  /** A client's connection can be sent to. */
  void ready(ClientWire client) {
    clients.put(client.peer(), client);
  }

  void lost(ClientWire client) {
    clients.remove(client.peer());
    agent((agent, now) -> agent.lost(client.peer(), now));
  }

  void heard(ClientWire client, byte[] frame) {
    agent((agent, now) -> agent.heard(client.peer(), frame, now));
  }

  void subscribed(SubscriberWire subscriber, byte[] topic) {
    if (topic.length > Subscriptions.LONGEST) {
      dropped("a subscription to a topic of %,d octets".formatted(topic.length));
    } else if (subscriptions.add(subscriber, topic)) {
      agent((agent, now) -> agent.subscribed(topic, now));
    } else {
      dropped("a subscription, more than " + Subscriptions.MOST);
    }
  }

  void cancelled(SubscriberWire subscriber, byte[] topic) {
    subscriptions.cancel(subscriber, topic);
  }

  void lost(SubscriberWire subscriber) {
    subscriptions.remove(subscriber);
  }

  @Override
  void closePorts() {
    look.cancel();
    handshakes.stop();
    security.release();
    listeners().forEach(Listener::stop);
  }
}
