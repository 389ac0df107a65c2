package io.rollcall.benchmarks.siege;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.benchmarks.thin.Zmtp;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Goodbye;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Topic;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FloodTest {
  @Test
  void shouldReplayWordsOfThoseWhoAreKnownAndOfThoseWhoAreNot() throws MalformedFrameException {
    Supplier<byte[]> words = new ReplayedWords().words(Door.ROUTER);
    Hello hello = (Hello) message(words);
    assertThat(((Answer) message(words)).session()).isEqualTo(hello.session());
    assertThat(((Answer) message(words)).session()).isNotEqualTo(hello.session());
    assertThat(((Goodbye) message(words)).session()).isNotEqualTo(hello.session());
    assertThat(message(words)).isEqualTo(hello);
  }

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

  @Test
  void shouldNeverEndAMessage() {
    byte[] frame = new EndlessMore().words(Door.ROUTER).get();
    assertThat(frame[0] & Zmtp.MORE).isEqualTo(Zmtp.MORE);
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
