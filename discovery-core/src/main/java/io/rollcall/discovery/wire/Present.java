package io.rollcall.discovery.wire;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.spi.Bridge;

/**
 * A member that is present, as a server publishes it.
 *
 * @param session which stay of which client
 * @param update counts what the client has said of itself, from 0
 * @param member the member, with its incarnation
 */
public record Present(Session session, int update, Member member) {

  /** Makes sure that the member carries the session's incarnation. */
  public Present {
    if (member.incarnation().isEmpty() || !member.incarnation().get().equals(session.client())) {
      member = Bridge.started(member, session.client());
    }
  }

  /** The member's name. */
  public String name() {
    return member.name();
  }

  /**
   * Whether this one holds the name against the other: a later incarnation, or a later update. A
   * later session alone says only that some server had removed it once.
   */
  public boolean beats(Present other) {
    int order = session.client().compareTo(other.session.client());
    return order == 0 ? update > other.update : order > 0;
  }

  /** At most so many bytes on the wire. */
  int size() {
    int chars = member.name().length() + member.type().length();
    for (var attribute : member.attributes().entrySet()) {
      chars += attribute.getKey().length() + attribute.getValue().length() + 5;
    }
    return 64 + 3 * chars;
  }
}
