package io.rollcall.discovery.survey;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Limits;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Session;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server does for an event does not grow with how many others there are. */
class SurveyorWorkTest {
  private static final int FEW = 1_000;
  private static final int MANY = 10 * FEW;

  /** In proportion it would be ten times as much; a sorted map may add a little. */
  private static final int MOST = 13;

  @ParameterizedTest
  @ValueSource(
      classes = {
        LostAtOnce.class,
        LostOneByOne.class,
        LostWhileLate.class,
        NamesakesLost.class,
        GuestsExcused.class
      })
  void shouldDoAsMuchForEachHoweverManyThereAre(Class<? extends IntConsumer> scenario) {
    IntConsumer counted = Steps.counted(scenario);
    long few = steps(counted, FEW);
    long many = steps(counted, MANY);

    assertThat(few).as("steps").isGreaterThan(FEW);
    assertThat(many / few).as("%,d steps after %,d", many, few).isLessThanOrEqualTo(MOST);
  }

  private static long steps(IntConsumer counted, int crowd) {
    Steps.begin();
    counted.accept(crowd);
    return Steps.taken();
  }

  /** A crowd that joins, and what becomes of it. */
  abstract static class Scenario implements IntConsumer {
    Surveyor surveyor;
    long now;
    private int starts;

    @Override
    public void accept(int crowd) {
      Options options =
          Options.defaults()
              .withLimits(Limits.defaults().withMembers(1_000_000).withJoinsPerSecond(1_000_000));
      surveyor = new Surveyor(this::incarnation, ServerSettings.of(options), new Counts());
      surveyor.start(now);
      for (int i = 0; i < crowd; i++) {
        hello(i, i);
      }
      pass(ofSeconds(5).toNanos(), crowd);
      run(crowd);
    }

    abstract void run(int crowd);

    String name(int client) {
      return "client" + client;
    }

    private Incarnation incarnation() {
      return Incarnation.of(++starts, new UUID(0, starts));
    }

    Session session(int client) {
      return new Session(Incarnation.of(1_000 + client, new UUID(1, client)), 1);
    }

    Peer peer(int number) {
      return new Peer(1 + number);
    }

    void hello(int peer, int client) {
      Member member = Member.named(name(client));
      surveyor.heard(peer(peer), new Hello("", session(client), 0, member), now);
    }

    void answers(int peer, int client) {
      surveyor.heard(peer(peer), new Answer(session(client), Long.MAX_VALUE), now);
    }

    void lost(int peer) {
      surveyor.lost(peer(peer), now);
    }

    /** Time passes; so many answer in the middle. */
    void pass(long nanos, int answering) {
      long half = now + nanos / 2;
      tickUntil(half);
      for (int i = 0; i < answering; i++) {
        answers(i, i);
      }
      tickUntil(half + nanos / 2);
    }

    private void tickUntil(long end) {
      while (surveyor.due() <= end) {
        now = Math.max(now, surveyor.due());
        surveyor.tick(now);
      }
      now = end;
    }
  }

  /** All are lost at once, and return in time or, half of them, when they are gone. */
  static final class LostAtOnce extends Scenario {
    @Override
    void run(int crowd) {
      for (int i = 0; i < crowd; i++) {
        lost(i);
      }
      for (int i = 0; i < crowd / 2; i++) {
        hello(crowd + i, i);
      }
      pass(ofSeconds(3).toNanos(), 0);
      for (int i = crowd / 2; i < crowd; i++) {
        hello(crowd + i, i);
      }
    }
  }

  /** Too few at a time to be the server's own fault. */
  static final class LostOneByOne extends Scenario {
    @Override
    void run(int crowd) {
      for (int i = 0; i < crowd; i++) {
        lost(i);
        if (i % (crowd / 20) == 0) {
          pass(ofMillis(300).toNanos(), 0);
        }
      }
    }
  }

  /** It has not the time to tick between them. */
  static final class LostWhileLate extends Scenario {
    @Override
    void run(int crowd) {
      long each = ofMillis(900).toNanos() / crowd;
      for (int i = 0; i < crowd; i++) {
        now += each;
        lost(i);
      }
      pass(ofSeconds(3).toNanos(), 0);
    }
  }

  /** All of them have one name. */
  static final class NamesakesLost extends Scenario {
    @Override
    String name(int client) {
      return "all";
    }

    @Override
    void run(int crowd) {
      for (int i = 0; i < crowd; i++) {
        lost(i);
        if (i % (crowd / 100) == 0) {
          pass(ofMillis(20).toNanos(), 0);
        }
      }
      pass(ofSeconds(5).toNanos(), 0);
    }
  }

  /** A bridge of another protocol has not told what it heard, again and again. */
  static final class GuestsExcused extends Scenario {
    @Override
    void run(int crowd) {
      pass(ofSeconds(1).toNanos(), 0);
      for (int i = 1; i < crowd; i++) {
        answers(i, i);
      }
      for (int i = 0; i < crowd / 10; i++) {
        now += ofMillis(1).toNanos();
        surveyor.excuse(Peer::isBridged, now);
      }
    }
  }
}
