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
final class HelloCheck {
  /** A second's joins so many times over may come at once, after a restart for instance. */
  private static final int JOINS_AT_ONCE = 10;

  private final Pace pace;
  private final Attendance attendance;

  private final Allowance joins;

  HelloCheck(Pace pace, Attendance attendance) {
    this.pace = pace;
    this.attendance = attendance;
    int joinsPerSecond = pace.limits().joinsPerSecond();
    this.joins = new Allowance(joinsPerSecond, JOINS_AT_ONCE * joinsPerSecond, 0);
  }

  /**
   * Why this hello is refused, of a client that is known as {@code attendee} or not at all, on this
   * connection. Before the server has settled all may come back at once.
   */
  Optional<Refusal> refusal(
      Hello hello, @Nullable Attendee attendee, Peer peer, boolean settled, long now) {
    Member member = hello.member();
    if (!hello.cluster().equals(pace.cluster())) {
      return refusal(
          Reason.CLUSTER, "cluster '%s' is not '%s'".formatted(hello.cluster(), pace.cluster()));
    }
    if (attendee != null && !attendee.key.equals(peer.key())) {
      return refusal(Reason.KEY, "this client has proved another key than " + peer.key());
    }
    if (attendee != null && !attendee.name().equals(member.name())) {
      return refusal(
          Reason.NAME,
          "name '%s' is not '%s', which this client had".formatted(member.name(), attendee.name()));
    }
    Optional<Refusal> bound = nameRefusal(member.name(), peer.key());
    return bound.isPresent() ? bound : beyondLimits(member, attendee == null, settled, now);
  }

  /** Why somebody of this key may not have this name, be it by a hello or by returning. */
  Optional<Refusal> nameRefusal(String name, String key) {
    return attendance.isBoundToAnother(name, key)
        ? refusal(
            Reason.KEY,
            "name '%s' is bound to another key until that member has gone".formatted(name))
        : Optional.empty();
  }

  private Optional<Refusal> beyondLimits(Member member, boolean joins, boolean settled, long now) {
    Limits limits = pace.limits();
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
    if (joins && attendance.size() >= limits.members()) {
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
