package io.rollcall.mesh;

import io.rollcall.discovery.thread.Timeouts;
import io.rollcall.mesh.link.FutureCall;
import io.rollcall.mesh.link.Port;
import io.rollcall.mesh.wire.Identity;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Checks what is to be sent to one node, and sends it. Thread-safe. */
final class Sender {
  private final MeshOptions options;
  private final Port port;

  Sender(MeshOptions options, Port port) {
    this.options = options;
    this.port = port;
  }

  CompletableFuture<byte[]> request(Identity node, int command, byte[] payload, Duration timeout) {
    FutureCall call = call("request", node, command, payload, timeout);
    port.station().request(node, call);
    return call.answer();
  }

  <Q, A> CompletableFuture<A> request(
      Identity node, int command, Q asked, Codec<Q> question, Codec<A> answer) {
    byte[] payload = question.encode(asked);
    return Typed.answer(
        request(node, command, payload, options.requestTimeout()),
        answer,
        what("request", command, node));
  }

  CompletableFuture<Void> send(Identity node, int command, byte[] payload) {
    FutureCall message = call("message", node, command, payload, options.retryTimeout());
    port.station().send(node, message);
    return Typed.confirmation(message.answer());
  }

  CompletableFuture<Duration> ping(Identity node) {
    return port.station()
        .ping(
            node,
            "ping of node '" + node.name() + "'",
            port.deadline(Timeouts.nanos(options.requestTimeout())));
  }

  void note(Identity node, int command, byte[] payload) {
    port.station().note(node, Bounds.command(command), checked(payload));
  }

  private FutureCall call(
      String what, Identity node, int command, byte[] payload, Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout " + timeout + " is not above zero");
    }
    return port.station()
        .outcall(
            what(what, Bounds.command(command), node),
            command,
            checked(payload),
            port.deadline(Timeouts.nanos(timeout)));
  }

  private static String what(String what, int command, Identity node) {
    return "%s of command %d to node '%s'".formatted(what, command, node.name());
  }

  /** A payload, if it is not too long. */
  byte[] checked(byte[] payload) {
    if (payload.length > options.mostOctets()) {
      throw new IllegalArgumentException(
          "payload has %,d octets; it may have %,d"
              .formatted(payload.length, options.mostOctets()));
    }
    return payload;
  }
}
