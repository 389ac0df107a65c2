package io.rollcall.benchmarks.micro;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Session;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Members by number, always the same: a name, a type and one attribute each. */
final class MemberFixtures {
  static final Incarnation SERVER = Incarnation.of(1_700_000_000_000L, new UUID(1, 2));

  private MemberFixtures() {}

  /** The first stay of a member. */
  static Session session(int number) {
    // Its bits are spread as those of a random id: in a row they would collide in every hash map.
    UUID id = UUID.nameUUIDFromBytes(("id of " + number).getBytes(StandardCharsets.UTF_8));
    return new Session(Incarnation.of(1_700_000_000_000L + number, id), 1);
  }

  /** A member as it makes itself. */
  static Member member(int number) {
    return Member.named("worker-" + number).withType("worker").withAttribute("zone", "north");
  }

  /** A member as a server publishes it. */
  static Present present(int number) {
    return new Present(session(number), 0, member(number));
  }

  /** The first so many. */
  static List<Present> everybody(int many) {
    return IntStream.range(0, many).mapToObj(MemberFixtures::present).toList();
  }

  /** The roster of the first so many. */
  static Roster roster(int many) {
    return Roster.of(everybody(many).stream().map(Present::member).toList(), 1);
  }
}
