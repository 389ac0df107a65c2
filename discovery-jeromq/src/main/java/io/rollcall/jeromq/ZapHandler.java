package io.rollcall.jeromq;

import io.rollcall.discovery.keys.Z85;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.io.Metadata;

/**
 * Says for each connection whether the key that it proved is trusted: the handler of ZeroMQ's
 * authentication protocol (ZAP, RFC 27) for one server. Only for the loop's thread.
 *
 * <p>Without a handler JeroMQ lets every key in. What a connection is known by afterwards stands
 * under a name that nobody can guess, since JeroMQ lets a peer write over what stands under {@code
 * User-Id}.
 */
final class ZapHandler {
  private static final String ENDPOINT = "inproc://zeromq.zap.01";
  private static final String CURVE = "CURVE";
  private static final int KEY_LENGTH = 32;

  private final String property = "Key-" + UUID.randomUUID();
  private final Supplier<Set<String>> trusted;
  private final Consumer<String> refused;

  /**
   * @param trusted the keys that are let in
   * @param refused hears whom it turned away, and why
   */
  ZapHandler(Supplier<Set<String>> trusted, Consumer<String> refused) {
    this.trusted = trusted;
    this.refused = refused;
  }

  /** Opens the gate in this loop, before the ports that it guards. */
  void open(AgentRunner<?> runner) {
    ZMQ.Socket socket = runner.loop.socket(SocketType.ROUTER);
    socket.setLinger(0);
    RegisteredSocket registered = runner.open(socket, (first, now) -> asked(socket, first.data()));
    socket.bind(ENDPOINT);
    runner.loop.selector().touch(registered);
  }

  /** The key that a connection has proved; {@code null} if it has none. */
  @Nullable String keyOf(@Nullable Metadata metadata) {
    return metadata == null ? null : metadata.get(property);
  }

  private void asked(ZMQ.Socket socket, byte[] route) {
    List<byte[]> frames = new ArrayList<>();
    while (socket.hasReceiveMore()) {
      frames.add(socket.recv(ZMQ.DONTWAIT));
    }
    if (frames.size() < 7) {
      return;
    }
    // delimiter, version, request, domain, address, identity, mechanism, credentials
    String host = text(frames.get(4));
    String mechanism = text(frames.get(6));
    byte[] key = frames.size() == 8 ? frames.get(7) : new byte[0];
    if (!mechanism.equals(CURVE) || key.length != KEY_LENGTH) {
      refused.accept("a connection from %s: it proved no key".formatted(host));
      answer(socket, route, frames.get(2), "400", "no key", "");
      return;
    }
    String proved = Z85.encode(key);
    if (trusted.get().contains(proved)) {
      answer(socket, route, frames.get(2), "200", "OK", proved);
    } else {
      refused.accept("a connection from %s: its key %s is not trusted".formatted(host, proved));
      answer(socket, route, frames.get(2), "400", "the key is not trusted", "");
    }
  }

  private void answer(
      ZMQ.Socket socket, byte[] route, byte[] request, String status, String text, String key) {
    List<byte[]> frames =
        Arrays.asList(
            route,
            new byte[0],
            octets("1.0"),
            request,
            octets(status),
            octets(text),
            octets(key),
            key.isEmpty() ? new byte[0] : property(key));
    for (int i = 0; i < frames.size(); i++) {
      socket.send(frames.get(i), ZMQ.DONTWAIT | (i + 1 < frames.size() ? ZMQ.SNDMORE : 0));
    }
  }

  private byte[] property(String value) {
    byte[] name = octets(property);
    byte[] octets = octets(value);
    return ByteBuffer.allocate(1 + name.length + 4 + octets.length)
        .put((byte) name.length)
        .put(name)
        .putInt(octets.length)
        .put(octets)
        .array();
  }

  private static String text(byte[] frame) {
    return new String(frame, StandardCharsets.UTF_8);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
