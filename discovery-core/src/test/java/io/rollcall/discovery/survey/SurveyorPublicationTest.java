package io.rollcall.discovery.survey;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.wire.Departed;
import io.rollcall.discovery.wire.Message.Change;
import io.rollcall.discovery.wire.Message.Closing;
import io.rollcall.discovery.wire.Message.Farewell;
import io.rollcall.discovery.wire.Message.Snapshot;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Session;
import io.rollcall.discovery.wire.Topic;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Guarantee 1, and that what is published is the change. */
class SurveyorPublicationTest {
  private final Call call = new Call(Options.defaults());

  @Test
  void shouldPublishAJoinAnUpdateAndAGoodbyeAtOnce() {
    call.join(1, Call.client(1), "a");
    assertThat(call.roster).containsOnlyKeys("a");

    call.pass(ofMillis(20));
    call.hello(1, Call.client(1), Member.named("a").withType("cache"), 1);
    assertThat(call.roster.get("a").member().type()).isEqualTo("cache");

    call.pass(ofMillis(20));
    call.goodbye(1, Call.client(1));
    assertThat(call.left).containsEntry("a", Cause.GOODBYE);
    assertThat(call.sent(1, Farewell.class)).hasSize(1);
  }

  @Test
  void shouldGatherWhatFollowsAPublicationWithinTenMillis() {
    call.join(1, Call.client(1), "a");
    call.join(2, Call.client(2), "b");
    call.join(3, Call.client(3), "c");
    assertThat(call.roster).containsOnlyKeys("a");

    call.pass(ofMillis(10));
    assertThat(call.roster).containsOnlyKeys("a", "b", "c");
    assertThat(call.changes()).hasSize(2);
  }

  @Test
  void shouldPublishOnlyWhatChanged() {
    for (int i = 1; i <= 100; i++) {
      call.join(i, Call.client(i), "client" + i);
      call.pass(ofMillis(20));
    }
    Change last = call.changes().get(99);

    assertThat(last.present()).extracting(Present::name).containsExactly("client100");
    assertThat(last.standing().sequence()).isEqualTo(100);
  }

  @Test
  void shouldPublishNothingForAHelloThatSaysNothingNew() {
    call.join(1, Call.client(1), "a");
    call.pass(ofMillis(20));
    call.hello(1, Call.client(1), Member.named("a"), 0);
    call.pass(ofMillis(20));

    assertThat(call.changes()).hasSize(1);
  }

  @Test
  void shouldIgnoreAnUpdateThatIsOlderThanTheOneItHas() {
    call.answer(1, Call.client(1));
    call.hello(1, Call.client(1), Member.named("a").withType("new"), 2);
    call.hello(1, Call.client(1), Member.named("a").withType("old"), 1);
    call.pass(ofMillis(20));

    assertThat(call.roster.get("a").member().type()).isEqualTo("new");
  }

  @Test
  void shouldNotLetAHelloThatIsOlderThanItsGoodbyeBringAClientBack() {
    call.join(1, Call.client(1), "a");
    call.goodbye(1, Call.client(1));
    call.hello(1, Call.client(1), Member.named("a"), 0);
    call.pass(ofSeconds(1));

    assertThat(call.roster).isEmpty();
  }

  @Test
  void shouldRememberTheGoodbyeOfAClientThatItHadRemovedAlready() {
    call.join(1, Call.client(1), "a");
    call.silence(1);
    call.pass(ofSeconds(8));
    assertThat(call.left).containsEntry("a", Cause.SILENT);
    call.goodbye(1, Call.client(1));
    call.hello(1, Call.client(1), Member.named("a"), 0);
    call.pass(ofSeconds(1));

    assertThat(call.roster).isEmpty();
  }

  /** Else a subscriber would see who left before the change that says so, out of order. */
  @Test
  void shouldNotTellInASnapshotOfDeparturesThatAreNotYetPublished() {
    Call call = new Call(Options.defaults());
    call.join(1, Call.client(1), "a");
    call.goodbye(1, Call.client(1));
    assertThat(snapshot(call).present()).hasSize(1);
    assertThat(snapshot(call).departed()).isEmpty();

    call.pass(ofMillis(10));
    assertThat(snapshot(call).present()).isEmpty();
    assertThat(snapshot(call).departed()).hasSize(1);
  }

  @Test
  void shouldTellInASnapshotOfAGoodbyeOfSomebodyUnknown() {
    Call call = new Call(Options.defaults());
    assertThat(snapshot(call).departed()).isEmpty();
    call.goodbye(1, Call.client(1));
    assertThat(snapshot(call).departed())
        .containsExactly(new Departed(new Session(Call.client(1), 1), "", Cause.GOODBYE));
  }

  private static Snapshot snapshot(Call call) {
    return call
        .surveyor
        .asked(Topic.snapshot(new UUID(1, 1), 1), call.millis() * 1_000_000)
        .stream()
        .map(action -> ((Action.Supply) action).part())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldSupplyASnapshotOnTheTopicThatAskedForIt() {
    call.join(1, Call.client(1), "a");
    Topic topic = Topic.snapshot(new UUID(1, 1), 5);
    assertThat(call.surveyor.asked(topic, 0))
        .singleElement()
        .isInstanceOfSatisfying(
            Action.Supply.class,
            supply -> {
              assertThat(supply.topic()).isSameAs(topic);
              Snapshot part = supply.part();
              assertThat(part.present()).extracting(Present::name).containsExactly("a");
              assertThat(part.standing().sequence()).isEqualTo(1);
            });
  }

  @Test
  void shouldCutWhatIsTooLongForAFrameIntoParts() {
    String value = "x".repeat(15_000);
    for (int i = 1; i <= 100; i++) {
      Member member = Member.named("client" + i).withAttribute("k", value);
      call.hello(i, Call.client(i), member, 0);
    }
    call.pass(ofMillis(20));

    assertThat(call.roster).hasSize(100);
    assertThat(call.changes()).hasSizeGreaterThan(5);
    assertThat(call.surveyor.asked(Topic.snapshot(new UUID(1, 1), 1), 20_000_000))
        .hasSizeGreaterThan(5);
  }

  @Test
  void shouldSayThatItClosesAndNothingOfItsMembers() {
    call.join(1, Call.client(1), "a");
    assertThat(call.surveyor.close(1))
        .contains(
            new Action.Publish(new Closing(Call.SERVER)),
            new Action.Send(new Peer(1), new Closing(Call.SERVER)))
        .noneMatch(action -> action instanceof Action.Publish p && p.message() instanceof Change);
  }

  @Test
  void shouldGatherChangesToVeryManySubscribersForTwiceAsLongAsToPublishTakes() {
    call.surveyor.publishingTakes(ofMillis(100).toNanos());
    call.join(1, Call.client(1), "client1");
    assertThat(call.changes()).as("a lone one goes at once").hasSize(1);

    for (int i = 2; i <= 1_000; i++) {
      call.pass(ofMillis(10));
      call.join(i, Call.client(i), "client" + i);
    }
    call.pass(ofSeconds(1));
    assertThat(call.changes()).hasSizeBetween(50, 51);
    assertThat(call.roster).hasSize(1_000);

    int before = call.changes().size();
    call.join(2_000, Call.client(2_000), "late");
    assertThat(call.changes()).hasSize(before + 1);
  }
}
