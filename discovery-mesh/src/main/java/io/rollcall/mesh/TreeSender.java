package io.rollcall.mesh;

import io.rollcall.mesh.link.Port;
import io.rollcall.mesh.protocol.TreeSend;
import io.rollcall.mesh.wire.MeshCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Checks what is to be sent to many nodes, and sends it. Thread-safe. */
final class TreeSender {
  private static final int MOST_LIMIT = 65_535;

  private final Port port;
  private final Sender sender;
  private final Duration timeout;

  TreeSender(MeshOptions options, Port port, Sender sender) {
    this.port = port;
    this.sender = sender;
    this.timeout = options.retryTimeout().multipliedBy(2);
  }

  CompletableFuture<Delivery> send(
      Collection<String> nodes, int command, byte[] payload, int limit) {
    Set<String> names = checked(nodes, limit);
    CompletableFuture<Delivery> delivery = new CompletableFuture<>();
    port.station()
        .sendMany(
            names,
            Bounds.command(command),
            sender.checked(payload),
            limit,
            timeout,
            outcomes -> delivery.complete(delivery(outcomes)));
    return delivery;
  }

  void note(Collection<String> nodes, int command, byte[] payload, int limit) {
    port.station()
        .noteMany(checked(nodes, limit), Bounds.command(command), sender.checked(payload), limit);
  }

  private static Delivery delivery(Map<String, Integer> outcomes) {
    Set<String> reached = new TreeSet<>();
    Map<String, FailureCause> unreached = new TreeMap<>();
    outcomes.forEach(
        (node, outcome) -> {
          if (outcome == TreeSend.REACHED) {
            reached.add(node);
          } else {
            unreached.put(node, FailureCause.of(outcome).orElse(FailureCause.HANDLER_FAILED));
          }
        });
    return new Delivery(reached, unreached);
  }

  private static Set<String> checked(Collection<String> nodes, int limit) {
    int unused = Bounds.within("limit", limit, 1, MOST_LIMIT);
    Set<String> names = new LinkedHashSet<>(nodes);
    long octets = 0;
    for (String each : names) {
      octets += 1 + each.getBytes(StandardCharsets.UTF_8).length;
    }
    if (octets > MeshCodec.MOST_NAMES) {
      throw new IllegalArgumentException(
          "the names have %,d octets; they may have %,d".formatted(octets, MeshCodec.MOST_NAMES));
    }
    return names;
  }
}
