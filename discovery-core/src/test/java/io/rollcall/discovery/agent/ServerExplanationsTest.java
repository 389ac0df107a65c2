package io.rollcall.discovery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.Transport.ServerPort;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Explain;
import io.rollcall.discovery.wire.Message.Explained;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Session;
import io.rollcall.discovery.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a server answers those who ask what became of somebody. Time is moved by hand. */
class ServerExplanationsTest {
  private static final long SECOND = 1_000_000_000;
  private static final Peer ASKER = new Peer(1);
  private static final Peer OTHER = new Peer(2);
  private static final Incarnation SERVER = Incarnation.of(1, new UUID(0, 1));
  private static final Incarnation CLIENT = Incarnation.of(2, new UUID(0, 2));

  private final List<Explained> answers = new ArrayList<>();
  private final List<Peer> answered = new ArrayList<>();
  private final ServerAgent server =
      new ServerAgent(
          "server",
          () -> SERVER,
          Options.defaults(),
          new LiveMembership(Options.defaults()),
          new ServerPort() {
            @Override
            public void send(Peer to, byte[] frame) {
              if (decoded(frame) instanceof Explained explained) {
                answers.add(explained);
                answered.add(to);
              }
            }

            @Override
            public void publish(byte[] frame) {}

            @Override
            public int subscribers() {
              return 0;
            }
          });

  ServerExplanationsTest() {
    server.start(0);
  }

  @Test
  void shouldAnswerTheOneWhoAskedWhoNeedBeNoClient() {
    Session session = new Session(CLIENT, 1);
    hear(OTHER, new Hello("", session, 0, Member.named("a")), 0);
    hear(ASKER, new Explain(7, "a"), SECOND);

    assertThat(answered).containsExactly(ASKER);
    assertThat(answers.get(0).request()).isEqualTo(7);
    assertThat(answers.get(0).explanation()).isEqualTo(server.explain("a", SECOND));
    assertThat(answers.get(0).explanation().isKnown()).isTrue();
  }

  @Test
  void shouldAnswerAHundredASecondWhoeverAsks() {
    for (int i = 1; i <= 100; i++) {
      hear(i % 2 == 0 ? ASKER : OTHER, new Explain(i, "a"), SECOND);
    }
    assertThat(answers).hasSize(100);
    hear(ASKER, new Explain(101, "a"), SECOND);
    assertThat(answers).hasSize(100);
    hear(ASKER, new Explain(102, "a"), 2 * SECOND);
    assertThat(answers).hasSize(101);
    assertThat(answers.get(100).request()).isEqualTo(102);
  }

  private void hear(Peer from, Message message, long now) {
    server.heard(from, Codec.encode(message), now);
  }

  private static Message decoded(byte[] frame) {
    try {
      return Codec.decode(frame, 0);
    } catch (WireException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
