package io.rollcall.discovery.spi;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Server;

/** What a bridge to another protocol asks of Rollcall. Thread-safe. */
public final class Bridge {
  private Bridge() {}

  /**
   * Lets a server survey respondents of another protocol too, from now on: who answers is a member
   * like any other, in the same rounds and under the same rules. Whoever brings them may be
   * several.
   *
   * @param respondents how to ask them; called on the server's thread
   * @return where their answers go; its close lets all of them go
   */
  public static Responses survey(Server server, Respondents respondents) {
    return FaceAccess.get().survey(server, respondents);
  }

  /** This member as one start of it. */
  public static Member started(Member member, Incarnation incarnation) {
    return FaceAccess.get().started(member, incarnation);
  }
}
