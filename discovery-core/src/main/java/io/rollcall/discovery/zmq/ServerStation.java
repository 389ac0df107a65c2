package io.rollcall.discovery.zmq;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.Transport.BoundAgent;
import io.rollcall.discovery.agent.Transport.ServerPort;
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
final class ServerStation extends Station implements BoundAgent, ServerPort {
  private final Options options;
  private final Routes routes = new Routes();
  private final String urlServer;
  private final String urlPubSub;
  private final Runnable keysChanged;
  private @Nullable Keyring keyring;
  private @Nullable Gatekeeper gatekeeper;
  private Set<String> trusted = Set.of();
  private @Nullable Channel router;
  private @Nullable Channel publisher;
  private Reception reception;

  /** Binds both, or neither. */
  ServerStation(SocketLoop loop, List<Endpoint> survey, List<Endpoint> pubSub, Options options) {
    super(loop);
    this.options = options;
    this.keysChanged = () -> execute(this::keysChanged);
    this.reception = newReception();
    try {
      if (options.security().own().isPresent()) {
        useKeys(Keyring.acquire(options.security()));
      }
      urlServer = bindRouter(survey);
      urlPubSub = bindPublisher(pubSub);
    } catch (RuntimeException notBound) {
      shut();
      throw notBound;
    }
  }

  private void useKeys(Keyring keys) {
    keyring = keys;
    trusted = keys.trusted();
    keys.onChange(keysChanged);
    gatekeeper = new Gatekeeper(keys::trusted, this::refused);
    gatekeeper.open(this);
  }

  private Reception newReception() {
    return new Reception(options, loop::now, this::refused);
  }

  /** On any thread. */
  private void refused(String why) {
    execute(now -> agent().dropped(why, now));
  }

  /** Binds the ports that were bound before; the server is another incarnation from now on. */
  @Override
  void reopen(long now) {
    reception = newReception();
    if (gatekeeper != null) {
      gatekeeper.open(this);
    }
    bindRouter(Endpoint.toBind(urlServer));
    bindPublisher(Endpoint.toBind(urlPubSub));
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
    Keyring keys = keyring;
    if (keys != null) {
      keys.forget(keysChanged);
      keys.release();
      keyring = null;
    }
  }

  @Override
  int sources() {
    return reception.size();
  }

  @Override
  void look(long now) {
    reception.look(now);
  }

  @Override
  long lookDue() {
    return reception.due();
  }

  /** Whose key is trusted no more is cut off, and who comes from now on is shown the new key. */
  private void keysChanged(long now) {
    Keyring keys = keyring;
    if (keys == null) {
      return;
    }
    if (router != null && publisher != null) {
      Sockets.prove(router.socket, keys.own());
      Sockets.prove(publisher.socket, keys.own());
    }
    Set<String> still = keys.trusted();
    if (!still.containsAll(trusted)) {
      routes.peers().stream()
          .filter(peer -> !still.contains(peer.key()))
          .forEach(peer -> reception.cut(peer.address()));
      reception.renewSubscribers(now);
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
    Channel open = router;
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
    reception.asked(to.address(), answers);
    send(to, frame);
  }

  @Override
  public void publish(byte[] frame) {
    Channel open = publisher;
    if (open != null) {
      open.socket.send(frame, ZMQ.DONTWAIT);
      loop.selector().touch(open);
    }
  }

  @Override
  public int subscribers() {
    return reception.subscribers();
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

  private String bindRouter(List<Endpoint> endpoints) {
    ZMQ.Socket socket = Sockets.router(loop, ownKey(), reception::heard);
    router = open(socket, (route, now) -> fromClient(socket, route.data(), now));
    return bind(socket, endpoints, Caller.Port.SURVEY);
  }

  private String bindPublisher(List<Endpoint> endpoints) {
    ZMQ.Socket socket = Sockets.xpub(loop, ownKey(), reception::heard);
    publisher = open(socket, (frame, now) -> fromSubscriber(socket, frame.data(), now));
    return bind(socket, endpoints, Caller.Port.PUB_SUB);
  }

  private void fromClient(ZMQ.Socket socket, byte[] route, long now) {
    Msg frame = socket.hasReceiveMore() ? Channel.receive(socket) : null;
    if (frame == null) {
      agent().dropped("a message without a frame", now);
      return;
    }
    Word word = frame instanceof Inbound heard ? heard.word() : sealed(socket, frame);
    if (word == Word.PART) {
      agent().dropped("a message of several frames", now);
    } else if (word == Word.WHOLE) {
      fromClient(route, frame, now);
    }
  }

  /** Of what comes sealed the frame that came is not the one that is handed over. */
  private Word sealed(ZMQ.Socket socket, Msg frame) {
    boolean more = socket.hasReceiveMore();
    Channel.skip(socket);
    Metadata metadata = frame.getMetadata();
    // What the socket says itself has none.
    return metadata == null
        ? Word.WHOLE
        : reception.heard(
            metadata.get(Metadata.PEER_ADDRESS),
            more ? Inbound.Kind.MORE : Inbound.Kind.LAST,
            frame.data());
  }

  private void fromClient(byte[] route, Msg frame, long now) {
    if (Arrays.equals(frame.data(), Sockets.GONE)) {
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
    String key = gatekeeper == null ? "" : gatekeeper.keyOf(metadata);
    return routes.add(
        route, Objects.requireNonNullElse(address, ""), Objects.requireNonNullElse(key, ""));
  }

  private void fromSubscriber(ZMQ.Socket socket, byte[] frame, long now) {
    if (socket.hasReceiveMore()) {
      Channel.skip(socket);
      agent().dropped("a subscription of several frames", now);
    } else if (frame.length > 0 && frame[0] == 1) {
      agent().subscribed(Arrays.copyOfRange(frame, 1, frame.length), now);
    }
  }

  private String bind(ZMQ.Socket socket, List<Endpoint> endpoints, Caller.Port port) {
    socket.setIPv6(endpoints.stream().anyMatch(Endpoint::isIpv6));
    Reception at = reception;
    loop.context().watch(socket, Reception.EVENTS, event -> at.happened(port, event));
    return endpoints.stream()
        .map(endpoint -> bind(socket, endpoint))
        .collect(Collectors.joining(","));
  }

  private static String bind(ZMQ.Socket socket, Endpoint endpoint) {
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
