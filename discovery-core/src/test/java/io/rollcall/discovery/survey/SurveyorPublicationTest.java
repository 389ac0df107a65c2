package io.rollcall.discovery.survey;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.wire.Message.Change;
import io.rollcall.discovery.wire.Message.Closing;
import io.rollcall.discovery.wire.Message.Farewell;
import io.rollcall.discovery.wire.Message.Snapshot;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Session;
import io.rollcall.discovery.wire.Tombstone;
import io.rollcall.discovery.wire.Topic;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Guarantee 1, and that what is published is the change. */
class SurveyorPublicationTest {
  private final SurveyorHarness harness = new SurveyorHarness(Options.defaults());

  @Test
  void shouldPublishAJoinAnUpdateAndAGoodbyeAtOnce() {
    harness.join(1, SurveyorHarness.client(1), "a");
    assertThat(harness.roster).containsOnlyKeys("a");

    harness.pass(ofMillis(20));
    harness.hello(1, SurveyorHarness.client(1), Member.named("a").withType("cache"), 1);
    assertThat(harness.roster.get("a").member().type()).isEqualTo("cache");

    harness.pass(ofMillis(20));
    harness.goodbye(1, SurveyorHarness.client(1));
    assertThat(harness.left).containsEntry("a", Cause.GOODBYE);
    assertThat(harness.sent(1, Farewell.class)).hasSize(1);
  }

  @Test
  void shouldGatherWhatFollowsAPublicationWithinTenMillis() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.join(2, SurveyorHarness.client(2), "b");
    harness.join(3, SurveyorHarness.client(3), "c");
    assertThat(harness.roster).containsOnlyKeys("a");

    harness.pass(ofMillis(10));
    assertThat(harness.roster).containsOnlyKeys("a", "b", "c");
    assertThat(harness.changes()).hasSize(2);
  }

  @Test
  void shouldPublishOnlyWhatChanged() {
    for (int i = 1; i <= 100; i++) {
      harness.join(i, SurveyorHarness.client(i), "client" + i);
      harness.pass(ofMillis(20));
    }
    Change last = harness.changes().get(99);

    assertThat(last.present()).extracting(Present::name).containsExactly("client100");
    assertThat(last.standing().sequence()).isEqualTo(100);
  }

  @Test
  void shouldPublishNothingForAHelloThatSaysNothingNew() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofMillis(20));
    harness.hello(1, SurveyorHarness.client(1), Member.named("a"), 0);
    harness.pass(ofMillis(20));

    assertThat(harness.changes()).hasSize(1);
  }

  @Test
  void shouldIgnoreAnUpdateThatIsOlderThanTheOneItHas() {
    harness.answer(1, SurveyorHarness.client(1));
    harness.hello(1, SurveyorHarness.client(1), Member.named("a").withType("new"), 2);
    harness.hello(1, SurveyorHarness.client(1), Member.named("a").withType("old"), 1);
    harness.pass(ofMillis(20));

    assertThat(harness.roster.get("a").member().type()).isEqualTo("new");
  }

  @Test
  void shouldNotLetAHelloThatIsOlderThanItsGoodbyeBringAClientBack() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.goodbye(1, SurveyorHarness.client(1));
    harness.hello(1, SurveyorHarness.client(1), Member.named("a"), 0);
    harness.pass(ofSeconds(1));

    assertThat(harness.roster).isEmpty();
  }

  @Test
  void shouldRememberTheGoodbyeOfAClientThatItHadRemovedAlready() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.silence(1);
    harness.pass(ofSeconds(8));
    assertThat(harness.left).containsEntry("a", Cause.SILENT);
    harness.goodbye(1, SurveyorHarness.client(1));
    harness.hello(1, SurveyorHarness.client(1), Member.named("a"), 0);
    harness.pass(ofSeconds(1));

    assertThat(harness.roster).isEmpty();
  }

  /** Else a subscriber would see who left before the change that says so, out of order. */
  @Test
  void shouldNotTellInASnapshotOfDeparturesThatAreNotYetPublished() {
    SurveyorHarness harness = new SurveyorHarness(Options.defaults());
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.goodbye(1, SurveyorHarness.client(1));
    assertThat(snapshot(harness).present()).hasSize(1);
    assertThat(snapshot(harness).tombstones()).isEmpty();

    harness.pass(ofMillis(10));
    assertThat(snapshot(harness).present()).isEmpty();
    assertThat(snapshot(harness).tombstones()).hasSize(1);
  }

  @Test
  void shouldTellInASnapshotOfAGoodbyeOfSomebodyUnknown() {
    SurveyorHarness harness = new SurveyorHarness(Options.defaults());
    assertThat(snapshot(harness).tombstones()).isEmpty();
    harness.goodbye(1, SurveyorHarness.client(1));
    assertThat(snapshot(harness).tombstones())
        .containsExactly(
            new Tombstone(new Session(SurveyorHarness.client(1), 1), "", Cause.GOODBYE));
  }

  private static Snapshot snapshot(SurveyorHarness harness) {
    return harness
        .surveyor
        .asked(Topic.snapshot(new UUID(1, 1), 1), harness.millis() * 1_000_000)
        .stream()
        .map(action -> ((Action.Supply) action).part())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldSupplyASnapshotOnTheTopicThatAskedForIt() {
    harness.join(1, SurveyorHarness.client(1), "a");
    Topic topic = Topic.snapshot(new UUID(1, 1), 5);
    assertThat(harness.surveyor.asked(topic, 0))
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
      harness.hello(i, SurveyorHarness.client(i), member, 0);
    }
    harness.pass(ofMillis(20));

    assertThat(harness.roster).hasSize(100);
    assertThat(harness.changes()).hasSizeGreaterThan(5);
    assertThat(harness.surveyor.asked(Topic.snapshot(new UUID(1, 1), 1), 20_000_000))
        .hasSizeGreaterThan(5);
  }

  @Test
  void shouldSayThatItClosesAndNothingOfItsMembers() {
    harness.join(1, SurveyorHarness.client(1), "a");
    assertThat(harness.surveyor.close(1))
        .contains(
            new Action.Publish(new Closing(SurveyorHarness.SERVER)),
            new Action.Send(new Peer(1), new Closing(SurveyorHarness.SERVER)))
        .noneMatch(action -> action instanceof Action.Publish p && p.message() instanceof Change);
  }

  @Test
  void shouldGatherChangesToVeryManySubscribersForTwiceAsLongAsToPublishTakes() {
    harness.surveyor.publishingTakes(ofMillis(100).toNanos());
    harness.join(1, SurveyorHarness.client(1), "client1");
    assertThat(harness.changes()).as("a lone one goes at once").hasSize(1);

    for (int i = 2; i <= 1_000; i++) {
      harness.pass(ofMillis(10));
      harness.join(i, SurveyorHarness.client(i), "client" + i);
    }
    harness.pass(ofSeconds(1));
    assertThat(harness.changes()).hasSizeBetween(50, 51);
    assertThat(harness.roster).hasSize(1_000);

    int before = harness.changes().size();
    harness.join(2_000, SurveyorHarness.client(2_000), "late");
    assertThat(harness.changes()).hasSize(before + 1);
  }
}
