package io.rollcall.discovery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.agent.Inquiry.Reply;
import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Closing;
import io.rollcall.discovery.wire.Message.Explain;
import io.rollcall.discovery.wire.Message.Explained;
import io.rollcall.discovery.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An endpoint with two addresses, asked for three seconds. */
class InquiryTest {
  private static final long SECOND = 1_000_000_000;
  private static final Peer ONE = new Peer(1);
  private static final Peer OTHER = new Peer(2);
  private static final Explanation OF_ONE = explanation(1, "a");
  private static final Explanation OF_OTHER = explanation(2, "a");

  private final List<Peer> asked = new ArrayList<>();
  private final Inquiry inquiry =
      new Inquiry(
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

  InquiryTest() {
    inquiry.start(SECOND);
    inquiry.added(ONE, SECOND);
    inquiry.added(OTHER, SECOND);
    inquiry.connected(ONE, SECOND);
  }

  @Test
  void shouldEndWhenAllHaveAnswered() {
    assertThat(asked).containsExactly(ONE);
    hear(ONE, new Explained(1, OF_ONE));
    assertThat(inquiry.reply()).isNotDone();
    inquiry.connected(OTHER, SECOND);
    hear(OTHER, new Explained(1, OF_OTHER));

    assertThat(asked).containsExactly(ONE, OTHER);
    assertThat(inquiry.reply()).isCompletedWithValue(new Reply(List.of(OF_ONE, OF_OTHER), true));
    assertThat(inquiry.due()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldEndWhenTheTimeIsOver() {
    hear(OTHER, new Explained(1, OF_OTHER));
    tickUntil(4 * SECOND - 1);
    assertThat(inquiry.reply()).isNotDone();
    tickUntil(4 * SECOND);
    assertThat(inquiry.reply()).isCompletedWithValue(new Reply(List.of(OF_OTHER), false));
  }

  @Test
  void shouldAskAgainEachSecondWhereItIsConnectedAndHasNoAnswer() {
    inquiry.connected(OTHER, SECOND);
    hear(ONE, new Explained(1, OF_ONE));
    asked.clear();
    tickUntil(3 * SECOND);
    assertThat(asked).containsExactly(OTHER, OTHER);

    inquiry.lost(OTHER, 3 * SECOND);
    tickUntil(4 * SECOND - 1);
    assertThat(asked).hasSize(2);
    inquiry.connected(OTHER, 4 * SECOND - 1);
    assertThat(asked).hasSize(3);
  }

  @Test
  void shouldNotWaitForAnAddressThatIsGone() {
    hear(ONE, new Explained(1, OF_ONE));
    inquiry.removed(OTHER, SECOND);
    assertThat(inquiry.reply()).isCompletedWithValue(new Reply(List.of(OF_ONE), true));
  }

  @Test
  void shouldIgnoreWhatIsNoAnswer() {
    inquiry.removed(OTHER, SECOND);
    hear(ONE, new Explained(1, explanation(1, "b")));
    hear(ONE, new Closing(OF_ONE.server()));
    inquiry.heard(ONE, new byte[] {1}, SECOND);
    assertThat(inquiry.reply()).isNotDone();
  }

  @Test
  void shouldEndWhenItIsClosed() {
    inquiry.close(SECOND);
    assertThat(inquiry.isClosed()).isTrue();
    inquiry.closed();
    assertThat(inquiry.reply()).isCompletedWithValue(new Reply(List.of(), false));
  }

  private static Explanation explanation(int server, String name) {
    return new Explanation(Incarnation.of(server, new UUID(0, server)), name, List.of());
  }

  private void hear(Peer from, Message message) {
    inquiry.heard(from, Codec.encode(message), SECOND);
  }

  private void tickUntil(long end) {
    while (inquiry.due() <= end) {
      inquiry.tick(inquiry.due());
    }
  }

  private static Message decoded(byte[] frame) {
    try {
      return Codec.decode(frame, 0);
    } catch (WireException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
