package io.rollcall.discovery.zmq;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.agent.Transport.BoundAgent;
import io.rollcall.discovery.agent.Transport.ServerPort;
import io.rollcall.discovery.survey.Peer;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * A server's ports: a ROUTER for the survey and an XPUB for what is published, in their own loop.
 */
final class ServerStation extends Station implements BoundAgent, ServerPort {
  private static final int EVENTS =
      zmq.ZMQ.ZMQ_EVENT_ACCEPTED | zmq.ZMQ.ZMQ_EVENT_CLOSED | zmq.ZMQ.ZMQ_EVENT_DISCONNECTED;

  private final Map<ByteBuffer, Peer> peers = new HashMap<>();
  private final Map<Peer, byte[]> routes = new HashMap<>();
  private final String urlServer;
  private final String urlPubSub;
  private @Nullable Channel router;
  private @Nullable Channel publisher;
  private OpenChannels subscribers = new OpenChannels();
  private long lastPeer;

  /** Binds both, or neither. */
  ServerStation(SocketLoop loop, List<Endpoint> survey, List<Endpoint> pubSub) {
    super(loop);
    try {
      urlServer = bindRouter(survey);
      urlPubSub = bindPublisher(pubSub);
    } catch (RuntimeException notBound) {
      shut();
      throw notBound;
    }
  }

  /** Binds the ports that were bound before; the server is another incarnation from now on. */
  @Override
  void reopen(long now) {
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
    peers.clear();
    routes.clear();
    super.detach();
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
    byte[] route = routes.get(to);
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
  public void publish(byte[] frame) {
    Channel open = publisher;
    if (open != null) {
      open.socket.send(frame, ZMQ.DONTWAIT);
      loop.selector().touch(open);
    }
  }

  @Override
  public int subscribers() {
    return subscribers.size();
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

  private String bindRouter(List<Endpoint> endpoints) {
    ZMQ.Socket socket = Sockets.router(loop);
    router = open(socket, (route, now) -> fromClient(socket, route, now));
    return bind(socket, endpoints, event -> {});
  }

  private String bindPublisher(List<Endpoint> endpoints) {
    ZMQ.Socket socket = Sockets.xpub(loop);
    publisher = open(socket, (frame, now) -> fromSubscriber(socket, frame, now));
    OpenChannels channels = new OpenChannels();
    subscribers = channels;
    return bind(socket, endpoints, event -> heardOf(event, channels));
  }

  private void fromClient(ZMQ.Socket socket, byte[] route, long now) {
    if (!socket.hasReceiveMore()) {
      agent().dropped("a message without a frame", now);
      return;
    }
    byte[] frame = socket.recv(ZMQ.DONTWAIT);
    if (socket.hasReceiveMore()) {
      skip(socket);
      agent().dropped("a message of several frames", now);
    } else if (Arrays.equals(frame, Sockets.GONE)) {
      Peer peer = peers.remove(ByteBuffer.wrap(route));
      if (peer != null) {
        routes.remove(peer);
        agent().lost(peer, now);
      }
    } else {
      agent().heard(peerOf(route), frame, now);
    }
  }

  private Peer peerOf(byte[] route) {
    return peers.computeIfAbsent(
        ByteBuffer.wrap(route),
        key -> {
          Peer peer = new Peer(++lastPeer);
          routes.put(peer, route);
          return peer;
        });
  }

  private void fromSubscriber(ZMQ.Socket socket, byte[] frame, long now) {
    if (socket.hasReceiveMore()) {
      skip(socket);
      agent().dropped("a subscription of several frames", now);
    } else if (frame.length > 0 && frame[0] == 1) {
      agent().subscribed(Arrays.copyOfRange(frame, 1, frame.length), now);
    }
  }

  static void skip(ZMQ.Socket socket) {
    while (socket.hasReceiveMore()) {
      socket.recv(ZMQ.DONTWAIT);
    }
  }

  private static void heardOf(zmq.ZMQ.Event event, OpenChannels subscribers) {
    if (event.arg instanceof SocketChannel channel) {
      if (event.event == zmq.ZMQ.ZMQ_EVENT_ACCEPTED) {
        subscribers.add(channel);
      } else {
        subscribers.remove(channel);
      }
    }
  }

  private String bind(
      ZMQ.Socket socket, List<Endpoint> endpoints, Consumer<zmq.ZMQ.Event> account) {
    socket.setIPv6(endpoints.stream().anyMatch(Endpoint::isIpv6));
    loop.context()
        .watch(
            socket,
            EVENTS,
            event -> {
              account.accept(event);
              if (event.event == zmq.ZMQ.ZMQ_EVENT_ACCEPTED) {
                accepted(event);
              }
            });
    return endpoints.stream()
        .map(endpoint -> bind(socket, endpoint))
        .collect(Collectors.joining(","));
  }

  private void accepted(zmq.ZMQ.Event event) {
    if (event.arg instanceof SocketChannel newcomer) {
      Doorkeeper.OF_THIS_PROCESS
          .refuse(newcomer, System.nanoTime())
          .ifPresent(why -> execute(now -> agent().dropped(why, now)));
    }
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
