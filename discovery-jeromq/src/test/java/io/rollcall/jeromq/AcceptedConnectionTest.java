package io.rollcall.jeromq;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.guard.LimitedConnection.Port;
import io.rollcall.discovery.survey.TokenBucket;
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
    AcceptedConnection connection = connection(Port.SURVEY);
    assertThat(connection.verdict(Kind.MORE, new byte[] {1})).isEqualTo(FrameVerdict.PART);
    assertThat(connection.verdict(Kind.MORE, new byte[] {1})).isEqualTo(FrameVerdict.PART);
    assertThat(connection.verdict(Kind.LAST, new byte[] {1}))
        .as("the last")
        .isEqualTo(FrameVerdict.PART);
    assertThat(connection.verdict(Kind.LAST, new byte[] {1})).isEqualTo(FrameVerdict.WHOLE);
  }

  /** JeroMQ fails an assertion where only others are subscribed to what somebody ends. */
  @Test
  void shouldObeyOnlyTheEndOfASubscriptionThatTheConnectionHas() {
    AcceptedConnection other = connection(Port.PUB_SUB);
    AcceptedConnection connection = connection(Port.PUB_SUB);
    assertThat(subscribes(other, 1, "topic")).isEqualTo(FrameVerdict.WHOLE);
    assertThat(subscribes(connection, 0, "topic")).isEqualTo(FrameVerdict.WRONG_SUBSCRIPTION);
    assertThat(subscribes(connection, 1, "topic")).isEqualTo(FrameVerdict.WHOLE);
    assertThat(subscribes(connection, 1, "topic")).as("twice").isEqualTo(FrameVerdict.WHOLE);
    assertThat(subscribes(connection, 0, "topic")).isEqualTo(FrameVerdict.WHOLE);
    assertThat(subscribes(connection, 0, "topic"))
        .as("twice")
        .isEqualTo(FrameVerdict.WRONG_SUBSCRIPTION);
    assertThat(subscribes(connection, 2, "neither")).isEqualTo(FrameVerdict.WHOLE);
    assertThat(connection.verdict(Kind.LAST, new byte[0])).isEqualTo(FrameVerdict.WHOLE);
  }

  @Test
  void shouldObeyNoSubscriptionOfSeveralFrames() {
    AcceptedConnection connection = connection(Port.PUB_SUB);
    byte[] subscription = {1, 'a'};
    assertThat(connection.verdict(Kind.MORE, subscription))
        .isEqualTo(FrameVerdict.WRONG_SUBSCRIPTION);
    assertThat(connection.verdict(Kind.LAST, subscription))
        .isEqualTo(FrameVerdict.WRONG_SUBSCRIPTION);
    assertThat(subscribes(connection, 0, "a")).isEqualTo(FrameVerdict.WRONG_SUBSCRIPTION);
  }

  @Test
  void shouldObeySoManySubscriptionsOfAConnection() {
    AcceptedConnection connection = connection(Port.PUB_SUB);
    for (int i = 0; i < ConnectionTopics.MOST; i++) {
      assertThat(subscribes(connection, 1, "topic" + i)).isEqualTo(FrameVerdict.WHOLE);
    }
    assertThat(subscribes(connection, 1, "one more")).isEqualTo(FrameVerdict.WRONG_SUBSCRIPTION);
    assertThat(subscribes(connection, 1, "topic0"))
        .as("one that it has")
        .isEqualTo(FrameVerdict.WHOLE);
    assertThat(subscribes(connection, 0, "topic0")).isEqualTo(FrameVerdict.WHOLE);
    assertThat(subscribes(connection, 1, "one more")).isEqualTo(FrameVerdict.WHOLE);
  }

  private AcceptedConnection connection(Port port) {
    return new AcceptedConnection(port, "10.0.0.1", 1, channel, new TokenBucket(1, 1, 0), 0);
  }

  private static FrameVerdict subscribes(AcceptedConnection connection, int how, String topic) {
    byte[] message = (" " + topic).getBytes(StandardCharsets.US_ASCII);
    message[0] = (byte) how;
    return connection.verdict(Kind.LAST, message);
  }
}
