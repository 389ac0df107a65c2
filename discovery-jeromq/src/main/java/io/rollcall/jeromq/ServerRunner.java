package io.rollcall.jeromq;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.ListeningAgent;
import io.rollcall.discovery.agent.Transport.BoundAgent;
import io.rollcall.discovery.agent.Transport.ServerPort;
import io.rollcall.discovery.endpoint.TcpEndpoint;
import io.rollcall.discovery.guard.LimitedConnection;
import io.rollcall.discovery.keys.Certificate;
import io.rollcall.discovery.keys.ReloadingKeyring;
import io.rollcall.discovery.survey.Peer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;
import zmq.io.Metadata;

/**
 * A server's ports: a ROUTER for the survey and an XPUB for what is published, in their own loop.
 */
final class ServerRunner extends AgentRunner<ListeningAgent> implements BoundAgent, ServerPort {
  /** To publish something to one subscriber, in nanoseconds: measured. */
  private static final long EACH = 40_000;

  private final Options options;
  private final RoutingIds routes = new RoutingIds();
  private final String urlServer;
  private final String urlPubSub;
  private final Runnable keysChanged;
  private @Nullable ReloadingKeyring keyring;
  private @Nullable ZapHandler zapHandler;
  private Set<String> trusted = Set.of();
  private @Nullable RegisteredSocket router;
  private @Nullable RegisteredSocket publisher;
  private ConnectionAcceptor acceptor;

  /** Binds both, or neither. */
  ServerRunner(
      SocketLoop loop, List<TcpEndpoint> survey, List<TcpEndpoint> pubSub, Options options) {
    super(loop);
    this.options = options;
    this.keysChanged = () -> execute(this::keysChanged);
    this.acceptor = newAcceptor();
    try {
      if (options.security().own().isPresent()) {
        useKeys(ReloadingKeyring.acquire(options.security()));
      }
      urlServer = bindRouter(survey);
      urlPubSub = bindPublisher(pubSub);
    } catch (RuntimeException notBound) {
      shut();
      throw notBound;
    }
  }

  private void useKeys(ReloadingKeyring keys) {
    keyring = keys;
    trusted = keys.trusted();
    keys.onChange(keysChanged);
    zapHandler = new ZapHandler(keys::trusted, this::refused);
    zapHandler.open(this);
  }

  private ConnectionAcceptor newAcceptor() {
    return new ConnectionAcceptor(options, loop::now, this::refused);
  }

  /** On any thread. */
  private void refused(String why) {
    execute(now -> agent().dropped(why, now));
  }

  /** Binds the ports that were bound before; the server is another incarnation from now on. */
  @Override
  void reopen(long now) {
    acceptor = newAcceptor();
    if (zapHandler != null) {
      zapHandler.open(this);
    }
    bindRouter(TcpEndpoint.toBind(urlServer));
    bindPublisher(TcpEndpoint.toBind(urlPubSub));
    agent().reopened(now);
    reschedule();
  }

  /** Nothing that was known of connections holds for those to come. */
  @Override
  void detach() {
    router = null;
    publisher = null;
    routes.clear();
    super.detach();
  }

  @Override
  void retire() {
    ReloadingKeyring keys = keyring;
    if (keys != null) {
      keys.forget(keysChanged);
      keys.release();
      keyring = null;
    }
  }

  @Override
  int sources() {
    return acceptor.size();
  }

  @Override
  void look(long now) {
    acceptor.look(now);
  }

  @Override
  long lookDue() {
    return acceptor.due();
  }

  /** Whose key is trusted no more is cut off, and who comes from now on is shown the new key. */
  private void keysChanged(long now) {
    ReloadingKeyring keys = keyring;
    if (keys == null) {
      return;
    }
    if (router != null && publisher != null) {
      SocketFactory.prove(router.socket, keys.own());
      SocketFactory.prove(publisher.socket, keys.own());
    }
    Set<String> still = keys.trusted();
    if (!still.containsAll(trusted)) {
      routes.peers().stream()
          .filter(peer -> !still.contains(peer.key()))
          .forEach(peer -> acceptor.cut(peer.address()));
      acceptor.renewSubscribers(now);
    }
    trusted = still;
  }

  @Override
  public String urlServer() {
    return urlServer;
  }

  @Override
  public String urlPubSub() {
    return urlPubSub;
  }

  @Override
  public void send(Peer to, byte[] frame) {
    byte[] route = routes.route(to);
    RegisteredSocket open = router;
    if (route == null || open == null) {
      return;
    }
    try {
      // A send that waits would wait for ever for a peer that has gone; one whose queue is full has
      // stopped reading, and a frame less changes nothing.
      if (open.socket.send(route, ZMQ.SNDMORE | ZMQ.DONTWAIT)) {
        open.socket.send(frame, ZMQ.DONTWAIT);
      }
    } catch (ZMQException unreachable) {
      agent().dropped("a message to a connection that is gone", loop.now());
    }
    loop.selector().touch(open);
  }

  @Override
  public void ask(Peer to, byte[] frame, int answers) {
    // Before it goes out: the answers come on another thread.
    acceptor.asked(to.address(), answers);
    send(to, frame);
  }

  @Override
  public void publish(byte[] frame) {
    RegisteredSocket open = publisher;
    if (open != null) {
      open.socket.send(frame, ZMQ.DONTWAIT);
      loop.selector().touch(open);
    }
  }

  @Override
  public int subscribers() {
    return acceptor.subscribers();
  }

  @Override
  public long publishing() {
    return EACH * subscribers();
  }

  /** Time for the server's own goodbye to leave. */
  @Override
  int lingerMillis() {
    return 200;
  }

  @Override
  void release() {
    loop.stop();
  }

  private @Nullable Certificate ownKey() {
    return keyring == null ? null : keyring.own();
  }

  private String bindRouter(List<TcpEndpoint> endpoints) {
    ZMQ.Socket socket = SocketFactory.router(loop, ownKey(), acceptor::judge);
    router = open(socket, (route, now) -> fromClient(socket, route.data(), now));
    return bind(socket, endpoints, LimitedConnection.Port.SURVEY);
  }

  private String bindPublisher(List<TcpEndpoint> endpoints) {
    ZMQ.Socket socket = SocketFactory.xpub(loop, ownKey(), acceptor::judge);
    publisher = open(socket, (frame, now) -> fromSubscriber(socket, frame.data(), now));
    return bind(socket, endpoints, LimitedConnection.Port.PUB_SUB);
  }

  private void fromClient(ZMQ.Socket socket, byte[] route, long now) {
    Msg frame = socket.hasReceiveMore() ? RegisteredSocket.receive(socket) : null;
    if (frame == null) {
      agent().dropped("a message without a frame", now);
      return;
    }
    FrameVerdict verdict =
        frame instanceof InboundFrame read ? read.verdict() : sealed(socket, frame);
    if (verdict == FrameVerdict.PART) {
      agent().dropped("a message of several frames", now);
    } else if (verdict == FrameVerdict.WHOLE) {
      fromClient(route, frame, now);
    }
  }

  /** Of what comes sealed the frame that came is not the one that is handed over. */
  private FrameVerdict sealed(ZMQ.Socket socket, Msg frame) {
    boolean more = socket.hasReceiveMore();
    RegisteredSocket.skip(socket);
    Metadata metadata = frame.getMetadata();
    // What the socket says itself has none.
    return metadata == null
        ? FrameVerdict.WHOLE
        : acceptor.judge(
            metadata.get(Metadata.PEER_ADDRESS),
            more ? InboundFrame.Kind.MORE : InboundFrame.Kind.LAST,
            frame.data());
  }

  private void fromClient(byte[] route, Msg frame, long now) {
    if (Arrays.equals(frame.data(), SocketFactory.GONE)) {
      Peer peer = routes.remove(route);
      if (peer != null) {
        agent().lost(peer, now);
      }
    } else {
      Peer peer = routes.peer(route);
      agent().heard(peer == null ? newPeer(route, frame.getMetadata()) : peer, frame.data(), now);
    }
  }

  private Peer newPeer(byte[] route, @Nullable Metadata metadata) {
    String address = metadata == null ? "" : metadata.get(Metadata.PEER_ADDRESS);
    String key = zapHandler == null ? "" : zapHandler.keyOf(metadata);
    return routes.add(
        route, Objects.requireNonNullElse(address, ""), Objects.requireNonNullElse(key, ""));
  }

  private void fromSubscriber(ZMQ.Socket socket, byte[] frame, long now) {
    if (socket.hasReceiveMore()) {
      RegisteredSocket.skip(socket);
      agent().dropped("a subscription of several frames", now);
    } else if (frame.length > 0 && frame[0] == 1) {
      agent().subscribed(Arrays.copyOfRange(frame, 1, frame.length), now);
    }
  }

  private String bind(ZMQ.Socket socket, List<TcpEndpoint> endpoints, LimitedConnection.Port port) {
    socket.setIPv6(endpoints.stream().anyMatch(TcpEndpoint::isIpv6));
    ConnectionAcceptor at = acceptor;
    loop.context().watch(socket, ConnectionAcceptor.EVENTS, event -> at.happened(port, event));
    return endpoints.stream()
        .map(endpoint -> bind(socket, endpoint))
        .collect(Collectors.joining(","));
  }

  private static String bind(ZMQ.Socket socket, TcpEndpoint endpoint) {
    try {
      socket.bind(endpoint.address());
    } catch (ZMQException failed) {
      throw new DiscoveryException(
          "endpoint '%s' can't be bound: %s".formatted(endpoint.given(), reason(failed)), failed);
    }
    String bound = socket.getLastEndpoint();
    return endpoint.boundAt(Integer.parseInt(bound.substring(bound.lastIndexOf(':') + 1)));
  }

  private static String reason(ZMQException failed) {
    return switch (failed.getErrorCode()) {
      case zmq.ZError.EADDRINUSE -> "the address is in use, or is not of this host";
      case zmq.ZError.EADDRNOTAVAIL -> "the host is unknown, or is not this one";
      default -> String.valueOf(failed.getMessage());
    };
  }
}
