package io.rollcall.mesh.wire;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import java.util.Optional;

/**
 * Which node, and which start of it. Immutable.
 *
 * @param name of the node
 * @param incarnation of it; empty where the membership tells none
 */
public record Identity(String name, Optional<Incarnation> incarnation) {
  /** Of a member of the roster. */
  public static Identity of(Member member) {
    return new Identity(member.name(), member.incarnation());
  }

  /** Whether both may be the same start of a node: where one is not known, any start is. */
  public boolean matches(Identity other) {
    return name.equals(other.name)
        && (incarnation.isEmpty()
            || other.incarnation.isEmpty()
            || incarnation.equals(other.incarnation));
  }

  @Override
  public String toString() {
    return incarnation.map(known -> name + " of " + known.start()).orElse(name);
  }
}
