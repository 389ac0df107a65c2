package io.rollcall.discovery.zmq;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.agent.Transport.BoundAgent;
import io.rollcall.discovery.agent.Transport.ServerPort;
import io.rollcall.discovery.survey.Peer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * A server's ports: a ROUTER for the survey and an XPUB for what is published, in their own loop.
 */
final class ServerStation extends Station implements BoundAgent, ServerPort {
  private final Map<ByteBuffer, Peer> peers = new HashMap<>();
  private final Map<Peer, byte[]> routes = new HashMap<>();
  private final Channel router;
  private final Channel publisher;
  private final String urlServer;
  private final String urlPubSub;
  private long lastPeer;

  /** Binds both, or neither. */
  ServerStation(SocketLoop loop, List<Endpoint> survey, List<Endpoint> pubSub) {
    super(loop);
    router = open(Sockets.router(loop), this::fromClient);
    publisher = open(Sockets.xpub(loop), this::fromSubscriber);
    try {
      urlServer = bind(router.socket, survey);
      urlPubSub = bind(publisher.socket, pubSub);
    } catch (RuntimeException notBound) {
      shut();
      throw notBound;
    }
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
    if (route == null) {
      return;
    }
    try {
      // A send that waits would wait for ever for a peer that has gone; one whose queue is full has
      // stopped reading, and a frame less changes nothing.
      if (router.socket.send(route, ZMQ.SNDMORE | ZMQ.DONTWAIT)) {
        router.socket.send(frame, ZMQ.DONTWAIT);
      }
    } catch (ZMQException unreachable) {
      agent().dropped("a message to a connection that is gone", loop.now());
    }
    loop.touch(router);
  }

  @Override
  public void publish(byte[] frame) {
    publisher.socket.send(frame, ZMQ.DONTWAIT);
    loop.touch(publisher);
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

  private void fromClient(byte[] route, long now) {
    if (!router.socket.hasReceiveMore()) {
      agent().dropped("a message without a frame", now);
      return;
    }
    byte[] frame = router.socket.recv(ZMQ.DONTWAIT);
    if (router.socket.hasReceiveMore()) {
      skip(router.socket);
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

  private void fromSubscriber(byte[] frame, long now) {
    if (publisher.socket.hasReceiveMore()) {
      skip(publisher.socket);
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

  private static String bind(ZMQ.Socket socket, List<Endpoint> endpoints) {
    socket.setIPv6(endpoints.stream().anyMatch(Endpoint::isIpv6));
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
