package io.rollcall.discovery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.agent.Transport.ServerPort;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.spi.Respondents;
import io.rollcall.discovery.spi.Responses;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Explain;
import io.rollcall.discovery.wire.Message.Explained;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a server answers those who ask what became of somebody. Time is moved by hand. */
class ServerExplanationsTest {
  private static final long SECOND = 1_000_000_000;
  private static final Peer ASKER = new Peer(1);
  private static final Peer OTHER = new Peer(2);
  private static final Incarnation SERVER = Incarnation.of(1, new UUID(0, 1));
  private static final Incarnation CLIENT = Incarnation.of(2, new UUID(0, 2));

  private static final List<String> NAMES =
      List.of("a", "x".repeat(255), "\uD83D\uDE00".repeat(63), "\u65E5".repeat(85));

  private long at = 200 * SECOND;
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

  /**
   * Members of each kind, in all that may happen to them: what the server says of them is what it
   * knows, also after it has been a frame. The frames are decoded as the port gets them.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldTellOfMembersWhicheverWayTheyCameIn(long seed) {
    Random random = new Random(seed);
    Responses bridge = server.survey(new Silent(), command -> command.accept(at));
    for (int step = 0; step < 400; step++) {
      at += random.nextInt(100) * SECOND / 100;
      String name = NAMES.get(random.nextInt(NAMES.size()));
      int one = random.nextInt(4);
      Peer peer = new Peer(100 + one, "[fe80::1%eth0]:1", "");
      Session session = new Session(Incarnation.of(9, new UUID(one, 9)), 1);
      switch (random.nextInt(10)) {
        case 0, 1 -> bridge.heard(one, "b".repeat(300), Member.named(name), 1);
        case 2 -> bridge.lost(one);
        case 3, 4 -> hear(peer, new Hello("", session, step, Member.named(name)), at);
        case 5 -> hear(peer, new Hello("other", session, step, Member.named(name)), at);
        case 6 -> hear(peer, new Answer(session, Long.MAX_VALUE), at);
        case 7 -> server.lost(peer, at);
        case 8 -> {
          if (random.nextInt(10) == 0) {
            server.reopened(at);
          }
        }
        default -> server.tick(at);
      }
      if (step % 10 == 0) {
        hear(ASKER, new Explain(step, name), at);
        assertThat(answers.get(answers.size() - 1))
            .isEqualTo(new Explained(step, server.explain(name, at)));
      }
    }
  }

  /** A bridge that nobody is behind but those whom the test brings. */
  private static final class Silent implements Respondents {
    @Override
    public void ask(long round) {}

    @Override
    public void refused(long respondent, Refusal why) {}

    @Override
    public void whenRead(Runnable then) {
      then.run();
    }
  }

  private void hear(Peer from, Message message, long now) {
    server.heard(from, Codec.encode(message), now);
  }

  private static Message decoded(byte[] frame) {
    try {
      return Codec.decode(frame, 0);
    } catch (MalformedFrameException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
