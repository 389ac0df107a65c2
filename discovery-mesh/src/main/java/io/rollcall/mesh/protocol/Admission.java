package io.rollcall.mesh.protocol;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.wire.Identity;
import io.rollcall.mesh.wire.MeshFrame.Hello;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whom a node lets in, by the HELLO, the key that was proved, and the roster. Immutable.
 *
 * @param cluster of the node
 * @param self the node
 * @param rules what it demands
 */
public record Admission(String cluster, Identity self, Rules rules) {
  /** The attribute in which a member publishes its public key, in Z85. */
  public static final String KEY = "mesh.key";

  /**
   * What a node demands of those who connect.
   *
   * @param strict whether they must be in its roster
   * @param guests whether guests are let in all the same
   * @param sealed whether they must prove their keys
   */
  public record Rules(boolean strict, boolean guests, boolean sealed) {}

  /** What is decided. */
  public sealed interface Verdict {
    /** It is let in. */
    record Admitted() implements Verdict {}

    /** It is not, for this reason. */
    record Turned(FailureCause cause, String detail) implements Verdict {}

    /** It will be let in once the roster has it; else it is refused with this reason. */
    record Unknown(String detail) implements Verdict {}
  }

  private static final Verdict ADMITTED = new Verdict.Admitted();

  /**
   * Decides about a HELLO.
   *
   * @param key that was proved, in Z85; empty if none was
   * @param member the roster's entry under the sender's name
   * @param trusted keys of guests
   */
  public Verdict decide(Hello hello, String key, Optional<Member> member, Set<String> trusted) {
    Optional<Verdict> fault = fault(hello);
    if (fault.isPresent()) {
      return fault.get();
    }
    return hello.guest() ? guest(hello, key, trusted) : member(hello, key, member);
  }

  private Optional<Verdict> fault(Hello hello) {
    if (!Member.isName(hello.self().name()) || hello.self().incarnation().isEmpty()) {
      return turned(FailureCause.MALFORMED, "a HELLO without a name or an incarnation");
    }
    if (!hello.cluster().equals(cluster)) {
      return turned(
          FailureCause.REFUSED,
          "this node is of cluster '%s', not of '%s'".formatted(cluster, hello.cluster()));
    }
    if (!hello.target().name().equals(self.name())) {
      return turned(
          FailureCause.NO_SUCH_NODE,
          "this is node '%s', not '%s'".formatted(self.name(), hello.target().name()));
    }
    if (!hello.target().matches(self)) {
      return turned(FailureCause.RESTARTED, "this is node " + self + ", not " + hello.target());
    }
    return Optional.empty();
  }

  private static Optional<Verdict> turned(FailureCause cause, String detail) {
    return Optional.of(new Verdict.Turned(cause, detail));
  }

  private Verdict guest(Hello hello, String key, Set<String> trusted) {
    if (rules.strict && !rules.guests) {
      return refused("'%s' is a guest, and only members are let in", hello);
    }
    if (rules.sealed && !trusted.contains(key)) {
      return refused("guest '%s' has proved a key that is not trusted", hello);
    }
    return ADMITTED;
  }

  private Verdict member(Hello hello, String key, Optional<Member> member) {
    if (!rules.strict && !rules.sealed) {
      return ADMITTED;
    }
    if (member.isEmpty()) {
      return new Verdict.Unknown("'%s' is not in the roster".formatted(hello.self().name()));
    }
    Member known = member.get();
    if (rules.strict && !Identity.of(known).matches(hello.self())) {
      return otherIncarnation(hello, known.incarnation().orElseThrow());
    }
    if (!rules.sealed) {
      return ADMITTED;
    }
    Optional<String> bound = known.attribute(KEY);
    if (bound.isEmpty()) {
      return new Verdict.Unknown("'%s' publishes no key".formatted(known.name()));
    }
    return bound.get().equals(key)
        ? ADMITTED
        : refused("'%s' has proved another key than the one in the roster", hello);
  }

  /** A start that the roster does not know yet is later than the one it knows. */
  private static Verdict otherIncarnation(Hello hello, Incarnation known) {
    return hello.self().incarnation().orElseThrow().compareTo(known) > 0
        ? new Verdict.Unknown(hello.self() + " is not in the roster")
        : new Verdict.Turned(
            FailureCause.REFUSED, hello.self() + " has been replaced by a later start");
  }

  private static Verdict refused(String why, Hello hello) {
    return new Verdict.Turned(FailureCause.REFUSED, why.formatted(hello.self().name()));
  }
}
