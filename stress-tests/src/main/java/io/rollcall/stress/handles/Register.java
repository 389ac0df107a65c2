package io.rollcall.stress.handles;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Status;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Detach;
import io.rollcall.discovery.wire.Message.FromClient;
import io.rollcall.discovery.wire.Message.Goodbye;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Session;
import io.rollcall.discovery.wire.Standing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server that writes down who is present at it, and answers. Whose connection is lost is gone at
 * once. To subscribers it shows a member of its own alone, the resident. Only for the transport's
 * turns.
 */
final class Register {
  private static final int SILENCE_MILLIS = 3_000;
  private static final int PULSE_MILLIS = 1_000;

  private record Entry(Station connection, Member member) {}

  private final Incarnation self;
  private final Member resident;
  private final Map<Incarnation, Entry> present = new TreeMap<>();
  private final Set<Incarnation> answered = new HashSet<>();
  private long round;

  Register(String name) {
    self = Incarnation.of(1, new UUID(0, name.hashCode()));
    resident = Member.named("resident-" + name);
  }

  /** A client says something on a connection; returns the answer, if there is one. */
  @Nullable Message heard(Station connection, FromClient said) {
    if (said instanceof Hello hello) {
      present.put(said.client(), new Entry(connection, hello.member()));
      return new Message.Welcome(self, "", hello.session(), hello.update(), SILENCE_MILLIS);
    }
    if (said instanceof Answer) {
      answered.add(said.client());
    }
    if (said instanceof Goodbye) {
      present.remove(said.client());
      return new Message.Farewell(self, said.client());
    }
    if (said instanceof Detach) {
      present.computeIfPresent(
          said.client(), (client, entry) -> entry.connection == connection ? null : entry);
    }
    return null;
  }

  /** A connection is gone. */
  void lost(Station connection) {
    present.values().removeIf(entry -> entry.connection == connection);
  }

  /** What a subscriber gets that asks for a snapshot. */
  Message snapshot() {
    return new Message.Snapshot(
        new Standing(self, "", 0, true, PULSE_MILLIS),
        0,
        1,
        List.of(new Present(new Session(self, 1), 0, resident)),
        List.of());
  }

  /**
   * Who is present, by name, and what each says of itself unless that is ONLINE. All are asked
   * first: a client that is listed and does not answer is SILENT.
   */
  String present() {
    answered.clear();
    Message survey = new Survey(self, ++round);
    present.values().stream()
        .map(Entry::connection)
        .distinct()
        .toList()
        .forEach(connection -> connection.hear(this, survey));
    List<String> names = new ArrayList<>();
    present.forEach((client, entry) -> names.add(entry.member.name() + status(client, entry)));
    names.sort(String::compareTo);
    return names.isEmpty() ? "nobody" : String.join(" + ", names);
  }

  private String status(Incarnation client, Entry entry) {
    if (!answered.contains(client)) {
      return " SILENT";
    }
    Status status = entry.member.status();
    return status == Status.ONLINE ? "" : " " + status;
  }
}
