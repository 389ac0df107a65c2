package io.rollcall.discovery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.agent.ExplainRequest.Reply;
import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Closing;
import io.rollcall.discovery.wire.Message.Explain;
import io.rollcall.discovery.wire.Message.Explained;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An endpoint with two addresses, asked for three seconds. */
class ExplainRequestTest {
  private static final long SECOND = 1_000_000_000;
  private static final Peer ONE = new Peer(1);
  private static final Peer OTHER = new Peer(2);
  private static final Explanation OF_ONE = explanation(1, "a");
  private static final Explanation OF_OTHER = explanation(2, "a");

  private final List<Peer> asked = new ArrayList<>();
  private final ExplainRequest request =
      new ExplainRequest(
          "endpoint",
          "a",
          3 * SECOND,
          new ClientPort() {
            @Override
            public void send(Peer to, byte[] frame) {
              assertThat(decoded(frame)).isEqualTo(new Explain(1, "a"));
              asked.add(to);
            }

            @Override
            public void reconnect(Peer server) {
              throw new AssertionError("not asked for");
            }
          });

  ExplainRequestTest() {
    request.start(SECOND);
    request.added(ONE, SECOND);
    request.added(OTHER, SECOND);
    request.connected(ONE, SECOND);
  }

  @Test
  void shouldEndWhenAllHaveAnswered() {
    assertThat(asked).containsExactly(ONE);
    hear(ONE, new Explained(1, OF_ONE));
    assertThat(request.reply()).isNotDone();
    request.connected(OTHER, SECOND);
    hear(OTHER, new Explained(1, OF_OTHER));

    assertThat(asked).containsExactly(ONE, OTHER);
    assertThat(request.reply()).isCompletedWithValue(new Reply(List.of(OF_ONE, OF_OTHER), true));
    assertThat(request.due()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldEndWhenTheTimeIsOver() {
    hear(OTHER, new Explained(1, OF_OTHER));
    tickUntil(4 * SECOND - 1);
    assertThat(request.reply()).isNotDone();
    tickUntil(4 * SECOND);
    assertThat(request.reply()).isCompletedWithValue(new Reply(List.of(OF_OTHER), false));
  }

  @Test
  void shouldAskAgainEachSecondWhereItIsConnectedAndHasNoAnswer() {
    request.connected(OTHER, SECOND);
    hear(ONE, new Explained(1, OF_ONE));
    asked.clear();
    tickUntil(3 * SECOND);
    assertThat(asked).containsExactly(OTHER, OTHER);

    request.lost(OTHER, 3 * SECOND);
    tickUntil(4 * SECOND - 1);
    assertThat(asked).hasSize(2);
    request.connected(OTHER, 4 * SECOND - 1);
    assertThat(asked).hasSize(3);
  }

  @Test
  void shouldNotWaitForAnAddressThatIsGone() {
    hear(ONE, new Explained(1, OF_ONE));
    request.removed(OTHER, SECOND);
    assertThat(request.reply()).isCompletedWithValue(new Reply(List.of(OF_ONE), true));
  }

  @Test
  void shouldIgnoreWhatIsNoAnswer() {
    request.removed(OTHER, SECOND);
    hear(ONE, new Explained(1, explanation(1, "b")));
    hear(ONE, new Closing(OF_ONE.server()));
    request.heard(ONE, new byte[] {1}, SECOND);
    assertThat(request.reply()).isNotDone();
  }

  @Test
  void shouldEndWhenItIsClosed() {
    request.close(SECOND);
    assertThat(request.isClosed()).isTrue();
    request.closed();
    assertThat(request.reply()).isCompletedWithValue(new Reply(List.of(), false));
  }

  private static Explanation explanation(int server, String name) {
    return new Explanation(Incarnation.of(server, new UUID(0, server)), name, List.of());
  }

  private void hear(Peer from, Message message) {
    request.heard(from, Codec.encode(message), SECOND);
  }

  private void tickUntil(long end) {
    while (request.due() <= end) {
      request.tick(request.due());
    }
  }

  private static Message decoded(byte[] frame) {
    try {
      return Codec.decode(frame, 0);
    } catch (MalformedFrameException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
