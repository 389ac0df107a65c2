package io.rollcall.discovery.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.survey.Action;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.Message.Published;
import io.rollcall.discovery.wire.Topic;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is published of one event measures the same, however many members there are. */
class BytesPerChangeTest {
  private static final int TOPIC = 4;
  private static final int HEAD = 4;
  private static final int STANDING = 24 + 1 + 8 + 1 + 4;
  private static final int COUNT = 4;
  private static final int SESSION = 24 + 4;

  /** The session, the update, the name behind its length, no type, the status, no attributes. */
  private static final int PRESENT = SESSION + 4 + 1 + "newcomer".length() + 1 + 1 + COUNT;

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000, 9_000})
  void shouldPublishAJoinInOneFrameOfTheOneEntry(int members) {
    List<Action.OfServer> done = new SurveyHarness(members).join(Member.named("newcomer"));

    assertThat(SurveyHarness.all(done, Action.Publish.class))
        .singleElement()
        .satisfies(
            publish ->
                assertThat(bytes(publish.message()))
                    .isEqualTo(TOPIC + HEAD + STANDING + COUNT + PRESENT + COUNT));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000, 9_000})
  void shouldPublishAPulseOfTheStandingAlone(int members) {
    assertThat(bytes(new SurveyHarness(members).pulse())).isEqualTo(TOPIC + HEAD + STANDING);
  }

  @Test
  void shouldAskForOneSnapshotHoweverManyChangesFollow() {
    SubscriberHarness harness = new SubscriberHarness(1_000);

    IntStream.range(0, 100)
        .forEach(
            i -> {
              harness.joinOrLeave();
              harness.pulse();
            });

    assertThat(harness.requests()).isEqualTo(1);
    assertThat(harness.rosterChanges()).isEqualTo(101);
  }

  private static int bytes(Published message) {
    return Codec.encode(Topic.ROLL, message).length;
  }
}
