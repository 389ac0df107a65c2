package io.rollcall.discovery.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Farewell;
import io.rollcall.discovery.wire.Message.Goodbye;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Message.Welcome;
import io.rollcall.discovery.wire.Session;
import java.util.UUID;

/** A member made by hand, which does only what a test tells it; its frames can be said again. */
final class RawMember implements AutoCloseable {
  final RawPeer peer;
  final String name;
  private final Session session;

  RawMember(String urlServer, String name) {
    this(
        urlServer,
        name,
        new Session(Incarnation.of(System.currentTimeMillis(), UUID.randomUUID()), 1));
  }

  /** Claims to be somebody. */
  RawMember(String urlServer, String name, Session session) {
    this.peer = RawPeer.connect(urlServer).shake("DEALER");
    this.name = name;
    this.session = session;
  }

  byte[] hello() {
    return Codec.encode(new Hello("", session, 0, Member.named(name)));
  }

  byte[] answer(long round) {
    return Codec.encode(new Answer(session, round));
  }

  byte[] goodbye() {
    return Codec.encode(new Goodbye(session));
  }

  RawMember join() {
    say(hello());
    hear(Welcome.class);
    return this;
  }

  /** Answers so many surveys. */
  void stay(int rounds) {
    for (int i = 0; i < rounds; i++) {
      say(answer(hear(Survey.class).round()));
    }
  }

  void leave() {
    say(goodbye());
    hear(Farewell.class);
  }

  void say(byte[] frame) {
    assertThat(peer.send(Zmtp.message(frame))).as("the connection stands").isTrue();
  }

  /** The next message of this kind; others are skipped. */
  <T extends Message> T hear(Class<T> kind) {
    while (true) {
      try {
        Message message = Codec.decode(peer.readMessage(), 0);
        if (kind.isInstance(message)) {
          return kind.cast(message);
        }
      } catch (MalformedFrameException unreadable) {
        throw new AssertionError(unreadable);
      }
    }
  }

  @Override
  public void close() {
    peer.close();
  }
}
