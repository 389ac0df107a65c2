package io.rollcall.jeromq;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.guard.Caller.Port;
import io.rollcall.discovery.survey.Allowance;
import io.rollcall.jeromq.InboundFrame.Kind;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which frames JeroMQ may read as what they say. */
class AcceptedConnectionTest {
  private final SocketChannel channel = open();

  private static SocketChannel open() {
    try {
      return SocketChannel.open();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @AfterEach
  void close() throws IOException {
    channel.close();
  }

  @Test
  void shouldMarkEachFrameOfAMessageOfSeveral() {
    AcceptedConnection caller = caller(Port.SURVEY);
    assertThat(caller.verdict(Kind.MORE, new byte[] {1})).isEqualTo(FrameVerdict.PART);
    assertThat(caller.verdict(Kind.MORE, new byte[] {1})).isEqualTo(FrameVerdict.PART);
    assertThat(caller.verdict(Kind.LAST, new byte[] {1}))
        .as("the last")
        .isEqualTo(FrameVerdict.PART);
    assertThat(caller.verdict(Kind.LAST, new byte[] {1})).isEqualTo(FrameVerdict.WHOLE);
  }

  /** JeroMQ fails an assertion where only others are subscribed to what somebody ends. */
  @Test
  void shouldObeyOnlyTheEndOfASubscriptionThatTheConnectionHas() {
    AcceptedConnection other = caller(Port.PUB_SUB);
    AcceptedConnection caller = caller(Port.PUB_SUB);
    assertThat(subscribes(other, 1, "topic")).isEqualTo(FrameVerdict.WHOLE);
    assertThat(subscribes(caller, 0, "topic")).isEqualTo(FrameVerdict.WRONG_SUBSCRIPTION);
    assertThat(subscribes(caller, 1, "topic")).isEqualTo(FrameVerdict.WHOLE);
    assertThat(subscribes(caller, 1, "topic")).as("twice").isEqualTo(FrameVerdict.WHOLE);
    assertThat(subscribes(caller, 0, "topic")).isEqualTo(FrameVerdict.WHOLE);
    assertThat(subscribes(caller, 0, "topic"))
        .as("twice")
        .isEqualTo(FrameVerdict.WRONG_SUBSCRIPTION);
    assertThat(subscribes(caller, 2, "neither")).isEqualTo(FrameVerdict.WHOLE);
    assertThat(caller.verdict(Kind.LAST, new byte[0])).isEqualTo(FrameVerdict.WHOLE);
  }

  @Test
  void shouldObeyNoSubscriptionOfSeveralFrames() {
    AcceptedConnection caller = caller(Port.PUB_SUB);
    byte[] subscription = {1, 'a'};
    assertThat(caller.verdict(Kind.MORE, subscription)).isEqualTo(FrameVerdict.WRONG_SUBSCRIPTION);
    assertThat(caller.verdict(Kind.LAST, subscription)).isEqualTo(FrameVerdict.WRONG_SUBSCRIPTION);
    assertThat(subscribes(caller, 0, "a")).isEqualTo(FrameVerdict.WRONG_SUBSCRIPTION);
  }

  @Test
  void shouldObeySoManySubscriptionsOfAConnection() {
    AcceptedConnection caller = caller(Port.PUB_SUB);
    for (int i = 0; i < ConnectionTopics.MOST; i++) {
      assertThat(subscribes(caller, 1, "topic" + i)).isEqualTo(FrameVerdict.WHOLE);
    }
    assertThat(subscribes(caller, 1, "one more")).isEqualTo(FrameVerdict.WRONG_SUBSCRIPTION);
    assertThat(subscribes(caller, 1, "topic0")).as("one that it has").isEqualTo(FrameVerdict.WHOLE);
    assertThat(subscribes(caller, 0, "topic0")).isEqualTo(FrameVerdict.WHOLE);
    assertThat(subscribes(caller, 1, "one more")).isEqualTo(FrameVerdict.WHOLE);
  }

  private AcceptedConnection caller(Port port) {
    return new AcceptedConnection(port, "10.0.0.1", 1, channel, new Allowance(1, 1, 0), 0);
  }

  private static FrameVerdict subscribes(AcceptedConnection caller, int how, String topic) {
    byte[] message = (" " + topic).getBytes(StandardCharsets.US_ASCII);
    message[0] = (byte) how;
    return caller.verdict(Kind.LAST, message);
  }
}
