package io.rollcall.benchmarks.siege;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Topic;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FloodTest {
  @Test
  void shouldJoinAsSomebodyElseEachTime() throws MalformedFrameException {
    Supplier<byte[]> words = new EverNewClients().words(Door.ROUTER);
    Hello one = (Hello) message(words);
    Hello other = (Hello) message(words);
    assertThat(other.client()).isNotEqualTo(one.client());
    assertThat(other.member().name()).isNotEqualTo(one.member().name());
  }

  @Test
  void shouldUpdateOneMember() throws MalformedFrameException {
    Supplier<byte[]> words = new EndlessUpdates().words(Door.ROUTER);
    Hello one = (Hello) message(words);
    Hello other = (Hello) message(words);
    assertThat(other.session()).isEqualTo(one.session());
    assertThat(other.update()).isEqualTo(one.update() + 1);
    assertThat(other.member()).isNotEqualTo(one.member());
  }

  @Test
  void shouldAskForAnotherSnapshotEachTime() throws MalformedFrameException {
    Supplier<byte[]> words = new SnapshotRequests(true).words(Door.XPUB);
    Topic one = Topic.of(topic(words.get()));
    Topic other = Topic.of(topic(words.get()));
    assertThat(one.isSnapshot()).isTrue();
    assertThat(other.request()).isEqualTo(one.request() + 1);
  }

  private static Message message(Supplier<byte[]> words) throws MalformedFrameException {
    byte[] frame = words.get();
    return Codec.decode(frame, frame[0] == 0 ? 2 : 9);
  }

  /** After the head of a short frame, and the octet that says that it is wanted. */
  private static byte[] topic(byte[] subscription) {
    return Arrays.copyOfRange(subscription, 3, subscription.length);
  }
}
