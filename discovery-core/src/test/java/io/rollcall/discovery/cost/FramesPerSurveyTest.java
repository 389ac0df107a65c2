package io.rollcall.discovery.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.survey.Action;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Change;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Message.Welcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many frames go over the wire because of one event. */
class FramesPerSurveyTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 1_000})
  void shouldAskEachConnectionOnce(int members) {
    List<Action.OfServer> done = new SurveyHarness(members).openRound();

    assertThat(SurveyHarness.all(done, Action.Ask.class))
        .singleElement()
        .satisfies(
            ask ->
                assertThat(ask.peers())
                    .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, members).mapToObj(Peer::new).toList()));
    assertThat(SurveyHarness.all(done, Action.Send.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 1_000})
  void shouldAnswerOnceAndNothingComesOfIt(int members) {
    SurveyHarness harness = new SurveyHarness(members);
    Survey survey = SurveyHarness.survey(harness.openRound());

    for (int i = 0; i < members; i++) {
      assertThat(harness.answers(i, survey)).singleElement().isInstanceOf(Answer.class);
    }
    assertThat(harness.answer(survey)).isEmpty();
  }

  @Test
  void shouldWelcomeAndPublishAJoinOnce() {
    List<Action.OfServer> done = new SurveyHarness(100).join(Member.named("newcomer"));

    assertThat(done).hasSize(2);
    assertThat(done.get(0))
        .isInstanceOfSatisfying(
            Action.Publish.class,
            publish -> assertThat(publish.message()).isInstanceOf(Change.class));
    assertThat(done.get(1))
        .isInstanceOfSatisfying(
            Action.Send.class,
            send -> {
              assertThat(send.to()).isEqualTo(new Peer(100));
              assertThat(send.message()).isInstanceOf(Welcome.class);
            });
  }
}
