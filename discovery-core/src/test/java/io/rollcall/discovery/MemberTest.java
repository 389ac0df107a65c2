package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MemberTest {
  private static final Incarnation START = Incarnation.of(1_000, new UUID(1, 2));

  @Test
  void shouldBeOnlineWithoutTypeAndAttributesIfItIsOnlyNamed() {
    Member member = Member.named("client1");

    assertThat(member.name()).isEqualTo("client1");
    assertThat(member.type()).isEmpty();
    assertThat(member.attributes()).isEmpty();
    assertThat(member.status()).isEqualTo(Status.ONLINE);
    assertThat(member.incarnation()).isEmpty();
    assertThat(member.since()).isEmpty();
  }

  @Test
  void shouldKeepEverythingElseWhenOneThingIsAltered() {
    Member member =
        Member.named("client1")
            .withIncarnation(START)
            .withStatus(Status.TAKEN)
            .withAttribute("zone", "b")
            .withType("cache")
            .withAttribute("port", "7000")
            .withStatus(Status.OFFLINE);

    assertThat(member.name()).isEqualTo("client1");
    assertThat(member.type()).isEqualTo("cache");
    assertThat(member.attributes()).containsEntry("zone", "b").containsEntry("port", "7000");
    assertThat(member.status()).isEqualTo(Status.OFFLINE);
    assertThat(member.incarnation()).contains(START);
    assertThat(member.since()).contains(Instant.ofEpochMilli(1_000));
  }

  @Test
  void shouldNotAlterTheMemberThatItWasMadeFrom() {
    Member before = Member.named("client1");

    Member after = before.withType("cache").withAttribute("zone", "b").withStatus(Status.TAKEN);

    assertThat(after).isNotEqualTo(before);
    assertThat(before).isEqualTo(Member.named("client1"));
  }

  @Test
  void shouldEqualOnlyWhoIsTheSameInEverything() {
    Member member = full();

    assertThat(full()).isEqualTo(member).hasSameHashCodeAs(member);
    assertThat(Member.named("other").withType("cache").withAttribute("zone", "b"))
        .isNotEqualTo(Member.named("client1").withType("cache").withAttribute("zone", "b"));
    assertThat(member.withType("other")).isNotEqualTo(member);
    assertThat(member.withAttribute("zone", "other")).isNotEqualTo(member);
    assertThat(member.withStatus(Status.OFFLINE)).isNotEqualTo(member);
    assertThat(member.withIncarnation(Incarnation.of(1_001, START.id()))).isNotEqualTo(member);
    assertThat(member).isNotEqualTo(null).isNotEqualTo("client1");
  }

  @Test
  void shouldSayInWordsWhatItIs() {
    assertThat(Member.named("client1")).hasToString("client1");
    assertThat(full()).hasToString("client1 (cache) TAKEN {zone=b}");
  }

  @Test
  void shouldNameWhatIsNull() {
    assertThatNullPointerException().isThrownBy(() -> Member.named(null)).withMessage("name");
    Member member = Member.named("client1");
    assertThatNullPointerException().isThrownBy(() -> member.withType(null)).withMessage("type");
    assertThatNullPointerException()
        .isThrownBy(() -> member.withStatus(null))
        .withMessage("status");
    assertThatNullPointerException()
        .isThrownBy(() -> member.withAttribute(null, "b"))
        .withMessage("key");
    assertThatNullPointerException()
        .isThrownBy(() -> member.withAttribute("zone", null))
        .withMessage("value");
    assertThatNullPointerException()
        .isThrownBy(() -> member.withIncarnation(null))
        .withMessage("incarnation");
  }

  private static Member full() {
    return Member.named("client1")
        .withType("cache")
        .withAttribute("zone", "b")
        .withStatus(Status.TAKEN)
        .withIncarnation(START);
  }
}
