package io.rollcall.discovery.survey;

import io.rollcall.discovery.Limits;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.Refusal.Reason;
import io.rollcall.discovery.wire.Message.Hello;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whom a server does not let in, and why. */
final class AdmissionControl {
  /** A second's joins so many times over may come at once, after a restart for instance. */
  private static final int JOINS_AT_ONCE = 10;

  private final ServerSettings settings;
  private final ClientRegistry registry;

  private final TokenBucket joins;

  AdmissionControl(ServerSettings settings, ClientRegistry registry) {
    this.settings = settings;
    this.registry = registry;
    int joinsPerSecond = settings.limits().joinsPerSecond();
    this.joins = new TokenBucket(joinsPerSecond, JOINS_AT_ONCE * joinsPerSecond, 0);
  }

  /**
   * Why this hello is refused, of a client that is known as {@code record} or not at all, on this
   * connection. Before the server has settled all may come back at once.
   */
  Optional<Refusal> refusal(
      Hello hello, @Nullable ClientRecord record, Peer peer, boolean settled, long now) {
    Member member = hello.member();
    if (!hello.cluster().equals(settings.cluster())) {
      return refusal(
          Reason.CLUSTER,
          "cluster '%s' is not '%s'".formatted(hello.cluster(), settings.cluster()));
    }
    if (record != null && !record.key.equals(peer.key())) {
      return refusal(Reason.KEY, "this client has proved another key than " + peer.key());
    }
    if (record != null && !record.name().equals(member.name())) {
      return refusal(
          Reason.NAME,
          "name '%s' is not '%s', which this client had".formatted(member.name(), record.name()));
    }
    Optional<Refusal> bound = nameRefusal(member.name(), peer.key());
    return bound.isPresent() ? bound : beyondLimits(member, record == null, settled, now);
  }

  /** Why somebody of this key may not have this name, be it by a hello or by returning. */
  Optional<Refusal> nameRefusal(String name, String key) {
    return registry.isBoundToAnother(name, key)
        ? refusal(
            Reason.KEY,
            "name '%s' is bound to another key until that member has gone".formatted(name))
        : Optional.empty();
  }

  private Optional<Refusal> beyondLimits(Member member, boolean joins, boolean settled, long now) {
    Limits limits = settings.limits();
    int count = member.attributes().size();
    if (count > limits.attributes()) {
      return refusal(
          Reason.LIMIT, "%d attributes, more than %d".formatted(count, limits.attributes()));
    }
    int size = attributeSize(member);
    if (size > limits.attributeSize()) {
      return refusal(
          Reason.LIMIT,
          "attributes of %d octets, more than %d".formatted(size, limits.attributeSize()));
    }
    if (joins && registry.size() >= limits.members()) {
      return refusal(
          Reason.LIMIT, "the server takes no more than %d members".formatted(limits.members()));
    }
    if (joins && settled && !this.joins.take(now)) {
      return refusal(
          Reason.LIMIT,
          "the server takes no more than %d joins a second".formatted(limits.joinsPerSecond()));
    }
    return Optional.empty();
  }

  private static int attributeSize(Member member) {
    int size = 0;
    for (Map.Entry<String, String> each : member.attributes().entrySet()) {
      size += each.getKey().getBytes(StandardCharsets.UTF_8).length;
      size += each.getValue().getBytes(StandardCharsets.UTF_8).length;
    }
    return size;
  }

  private static Optional<Refusal> refusal(Reason reason, String detail) {
    return Optional.of(new Refusal(reason, detail));
  }
}
