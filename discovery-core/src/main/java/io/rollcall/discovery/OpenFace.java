package io.rollcall.discovery;

import io.rollcall.discovery.spi.FaceAccess;
import io.rollcall.discovery.spi.Respondents;
import io.rollcall.discovery.spi.Responses;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets package {@code spi} reach what users do not see. Thread-safe. */
final class OpenFace extends FaceAccess {
  private OpenFace() {}

  /** To be called when a class is initialized whose objects the methods take. Idempotent. */
  static void install() {
    set(new OpenFace());
  }

  @Override
  protected Responses survey(Server server, Respondents respondents) {
    return server.survey(respondents);
  }

  @Override
  protected Member started(Member member, Incarnation incarnation) {
    return member.withIncarnation(incarnation);
  }

  @Override
  protected MembershipChange change(
      Roster before, Collection<Member> present, Map<String, Cause> gone) {
    return MembershipChange.from(before, present, gone);
  }

  @Override
  protected MembershipChange netChange(
      Roster before, Roster after, Function<String, @Nullable Cause> causes) {
    return MembershipChange.between(before, after, causes);
  }

  @Override
  protected MembershipChange joiningAll(Roster roster) {
    return MembershipChange.joiningAll(roster);
  }
}
