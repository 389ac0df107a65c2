package io.rollcall.mesh.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.spi.Bridge;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.protocol.Admission.Rules;
import io.rollcall.mesh.protocol.Admission.Verdict;
import io.rollcall.mesh.wire.Identity;
import io.rollcall.mesh.wire.MeshFrame.Hello;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final Identity SELF = identity("b", 5);
  private static final Rules OPEN = new Rules(false, false, false);
  private static final Rules STRICT = new Rules(true, false, false);
  private static final Rules SEALED = new Rules(false, false, true);
  private static final String KEY = "k".repeat(40);

  private static Identity identity(String name, long start) {
    return new Identity(name, Optional.of(Incarnation.of(start, new UUID(0, start))));
  }

  private static Member member(Identity identity) {
    return Bridge.started(Member.named(identity.name()), identity.incarnation().orElseThrow());
  }

  private static Hello hello(Identity from) {
    return new Hello(1, "blue", from, SELF, false);
  }

  private static Verdict decide(Rules rules, Hello hello, String key, Optional<Member> member) {
    return new Admission("blue", SELF, rules).decide(hello, key, member, Set.of(KEY));
  }

  private static Verdict decide(Rules rules, Hello hello, Optional<Member> member) {
    return decide(rules, hello, "", member);
  }

  private static void assertTurned(Verdict verdict, FailureCause cause, String detail) {
    assertThat(verdict).isEqualTo(new Verdict.Turned(cause, detail));
  }

  @Test
  void shouldAdmitAnybodyByDefault() {
    assertThat(decide(OPEN, hello(identity("a", 1)), Optional.empty()))
        .isInstanceOf(Verdict.Admitted.class);
    assertThat(
            decide(
                OPEN,
                new Hello(1, "blue", identity("a", 1), new Identity("b", Optional.empty()), true),
                Optional.empty()))
        .isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  void shouldTurnAwayWhoMeansAnotherClusterNodeOrStart() {
    Identity a = identity("a", 1);
    assertTurned(
        decide(OPEN, new Hello(1, "red", a, SELF, false), Optional.empty()),
        FailureCause.REFUSED,
        "this node is of cluster 'blue', not of 'red'");
    assertTurned(
        decide(OPEN, new Hello(1, "blue", a, identity("c", 5), false), Optional.empty()),
        FailureCause.NO_SUCH_NODE,
        "this is node 'b', not 'c'");
    assertTurned(
        decide(OPEN, new Hello(1, "blue", a, identity("b", 4), false), Optional.empty()),
        FailureCause.RESTARTED,
        "this is node b of 1970-01-01T00:00:00.005Z, not b of 1970-01-01T00:00:00.004Z");
  }

  @Test
  void shouldTurnAwayWhoHasNoNameOrIncarnation() {
    String detail = "a HELLO without a name or an incarnation";
    assertTurned(
        decide(OPEN, hello(new Identity("a", Optional.empty())), Optional.empty()),
        FailureCause.MALFORMED,
        detail);
    assertTurned(
        decide(OPEN, hello(identity("a|b", 1)), Optional.empty()), FailureCause.MALFORMED, detail);
  }

  @Test
  void shouldAdmitOnlyTheRosterWhenStrict() {
    Identity a = identity("a", 3);
    assertThat(decide(STRICT, hello(a), Optional.of(member(a))))
        .isInstanceOf(Verdict.Admitted.class);
    assertThat(decide(STRICT, hello(a), Optional.empty()))
        .isEqualTo(new Verdict.Unknown("'a' is not in the roster"));
  }

  @Test
  void shouldWaitForALaterStartAndTurnAwayAnEarlierOne() {
    Optional<Member> known = Optional.of(member(identity("a", 3)));
    assertThat(decide(STRICT, hello(identity("a", 4)), known))
        .isEqualTo(new Verdict.Unknown("a of 1970-01-01T00:00:00.004Z is not in the roster"));
    assertTurned(
        decide(STRICT, hello(identity("a", 2)), known),
        FailureCause.REFUSED,
        "a of 1970-01-01T00:00:00.002Z has been replaced by a later start");
  }

  @Test
  void shouldLetGuestsInOnlyWhereTheyAreAllowed() {
    Hello guest = new Hello(1, "blue", identity("g", 1), SELF, true);
    assertTurned(
        decide(STRICT, guest, Optional.empty()),
        FailureCause.REFUSED,
        "'g' is a guest, and only members are let in");
    assertThat(decide(new Rules(true, true, false), guest, Optional.empty()))
        .isInstanceOf(Verdict.Admitted.class);
    assertThat(decide(SEALED, guest, KEY, Optional.empty())).isInstanceOf(Verdict.Admitted.class);
    assertTurned(
        decide(SEALED, guest, "x", Optional.empty()),
        FailureCause.REFUSED,
        "guest 'g' has proved a key that is not trusted");
  }

  @Test
  void shouldBindANameToTheKeyInTheRoster() {
    Identity a = identity("a", 3);
    Member bound = member(a).withAttribute(Admission.KEY, KEY);
    assertThat(decide(SEALED, hello(a), KEY, Optional.of(bound)))
        .isInstanceOf(Verdict.Admitted.class);
    assertTurned(
        decide(SEALED, hello(a), "other", Optional.of(bound)),
        FailureCause.REFUSED,
        "'a' has proved another key than the one in the roster");
    assertThat(decide(SEALED, hello(a), KEY, Optional.of(member(a))))
        .isEqualTo(new Verdict.Unknown("'a' publishes no key"));
    assertThat(decide(SEALED, hello(a), KEY, Optional.empty()))
        .isEqualTo(new Verdict.Unknown("'a' is not in the roster"));
  }
}
