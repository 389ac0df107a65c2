package io.rollcall.discovery.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.Server;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaceAccessTest {
  @Test
  void shouldTakeNobodyElseForTheFace() {
    Member member = Member.named("a");
    assertThatIllegalStateException()
        .isThrownBy(() -> FaceAccess.set(new Intruder()))
        .withMessage(Intruder.class.getName() + " is not of Rollcall's face");

    Incarnation incarnation = Incarnation.of(1, new UUID(1, 1));
    assertThat(Bridge.started(member, incarnation).incarnation()).contains(incarnation);
  }

  private static final class Intruder extends FaceAccess {
    @Override
    protected Responses survey(Server server, Respondents respondents) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected Member started(Member member, Incarnation incarnation) {
      return member;
    }

    @Override
    protected MembershipChange change(
        Roster before, Collection<Member> present, Map<String, Cause> gone) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected MembershipChange netChange(
        Roster before, Roster after, Function<String, @Nullable Cause> causes) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected MembershipChange joiningAll(Roster roster) {
      throw new UnsupportedOperationException();
    }
  }
}
