package io.rollcall.discovery.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Limits;
import io.rollcall.discovery.guard.Caller.Port;
import io.rollcall.discovery.guard.ConnectionLimiter.Verdict;
import io.rollcall.discovery.survey.Allowance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is let in, and who is cut off; nobody hears of it who keeps within the limits. */
class ConnectionLimiterTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int WORDS = 10;

  private final List<String> told = new ArrayList<>();
  private long chairsTaken;
  private final ConnectionLimiter<Caller> limiter =
      new ConnectionLimiter<>(
          Limits.defaults().withConnections(20).withConnectionsPerAddress(12).withHalfOpen(16),
          new Doorkeeper(List.of(new Headroom("chairs", 100, 0, 1, () -> chairsTaken))),
          told::add);
  private int ports;

  /** A connection that remembers what became of it. */
  private static final class Line implements Caller.Line {
    boolean hungUp;
    boolean open = true;

    @Override
    public void hangUp() {
      hungUp = true;
    }

    @Override
    public boolean isOpen() {
      return open;
    }
  }

  @Test
  void shouldLetInAsManyAsAreAllowedInAll() {
    for (int i = 0; i < 20; i++) {
      speaking("10.0.0." + i % 2, 0);
    }
    assertThat(arrive(caller("10.0.0.3", 0), 0)).contains("20 are open, the limit");
  }

  @Test
  void shouldAskTheDoorkeeperFirst() {
    chairsTaken = 100;
    assertThat(arrive(caller("10.0.0.1", 0), 0))
        .contains("chairs run short: of 100, 0 are kept in reserve");
    assertThat(limiter.size()).isZero();

    chairsTaken = 0;
    assertThat(arrive(caller("10.0.0.1", SECOND), SECOND)).isEmpty();
  }

  @Test
  void shouldLetInAsManyAsAreAllowedFromOneAddress() {
    Caller last = null;
    for (int i = 0; i < 12; i++) {
      last = speaking("10.0.0.1", 0);
    }
    assertThat(arrive(caller("10.0.0.1", 0), 0))
        .contains("12 from one address are open, the limit");
    assertThat(arrive(caller("10.0.0.2", 0), 0)).isEmpty();

    limiter.leave(last.line);
    assertThat(arrive(caller("10.0.0.1", 0), 0)).isEmpty();
  }

  @Test
  void shouldFindThoseThatWereClosedWithoutAWord() {
    Caller first = speaking("10.0.0.1", 0);
    for (int i = 1; i < 12; i++) {
      speaking("10.0.0.1", 0);
    }
    ((Line) first.line).open = false;
    assertThat(arrive(caller("10.0.0.1", 0), SECOND)).isEmpty();
    assertThat(limiter.size()).isEqualTo(12);
  }

  @Test
  void shouldCutOffWhoSaysNothing() {
    Caller silent = arrived("10.0.0.1", 0);
    Caller speaking = speaking("10.0.0.1", 0);
    Caller later = arrived("10.0.0.1", SECOND);
    assertThat(limiter.due()).isEqualTo(ConnectionLimiter.SILENT);

    limiter.look(ConnectionLimiter.SILENT - 1);
    assertThat(isCut(silent)).isFalse();
    assertThat(told).isEmpty();
    assertThat(limiter.due()).isEqualTo(ConnectionLimiter.SILENT);
    limiter.look(ConnectionLimiter.SILENT);
    assertThat(told).containsExactly("1 connections that said nothing for too long");
    assertThat(limiter.due())
        .as("the next beat")
        .isEqualTo(ConnectionLimiter.SILENT + ConnectionLimiter.BEAT);
    assertThat(isCut(silent)).isTrue();
    assertThat(isCut(speaking)).isFalse();
    assertThat(isCut(later)).isFalse();
  }

  @Test
  void shouldKeepAQuarterOfThePlacesOfTheSilentForEachAddressAtMost() {
    Caller oldest = arrived("10.0.0.1", 0);
    for (int i = 1; i < 4; i++) {
      arrived("10.0.0.1", 0);
    }
    assertThat(arrive(caller("10.0.0.1", 1), 1))
        .contains("4 from one address have said nothing yet, the limit");
    assertThat(arrive(caller("10.0.0.2", 1), 1)).isEmpty();
    assertThat(isCut(oldest)).isFalse();

    long later = ConnectionLimiter.UNDISTURBED;
    assertThat(arrive(caller("10.0.0.1", later), later)).isEmpty();
    assertThat(isCut(oldest)).isTrue();
  }

  @Test
  void shouldMakeRoomInPlaceOfWhoIsSilentForLongest() {
    Caller oldest = arrived("10.0.0.1", 0);
    for (int i = 1; i < 16; i++) {
      arrived("10.0.1." + i, 0);
    }
    assertThat(arrive(caller("10.0.0.9", 1), 1)).contains("16 have said nothing yet, the limit");

    long later = ConnectionLimiter.UNDISTURBED;
    assertThat(arrive(caller("10.0.0.9", later), later)).isEmpty();
    assertThat(isCut(oldest)).isTrue();
  }

  /** Else a few addresses that come again and again would keep out everybody. */
  @Test
  void shouldMakeRoomAtOnceInPlaceOfWhoseAddressHasMorePlaces() {
    List<Caller> many = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      many.add(arrived("10.0.0." + (1 + i / 4), 0));
    }
    for (int i = 0; i < 3; i++) {
      assertThat(arrive(caller("10.0.0.9", 1), 1)).isEmpty();
    }
    assertThat(many.stream().filter(ConnectionLimiterTest::isCut)).hasSize(3);
    assertThat(arrive(caller("10.0.0.9", 1), 1))
        .as("it would have as many as the others")
        .contains("16 have said nothing yet, the limit");
  }

  /** Else a crowd whose handshakes take long would never get in: each would be cut for another. */
  @Test
  void shouldNotCutOffWhoseHandshakeHasJustGoneOn() {
    Caller oldest = arrived("10.0.0.1", 0);
    Caller second = arrived("10.0.0.1", 1);
    arrived("10.0.0.1", 2);
    arrived("10.0.0.1", 3);
    long later = ConnectionLimiter.UNDISTURBED + 1;
    limiter.progresses(oldest, later);

    assertThat(arrive(caller("10.0.0.1", later), later)).isEmpty();

    assertThat(isCut(oldest)).isFalse();
    assertThat(isCut(second)).isTrue();
    limiter.look(ConnectionLimiter.SILENT + later - 1);
    assertThat(isCut(oldest)).isFalse();
    limiter.look(ConnectionLimiter.SILENT + later);
    assertThat(isCut(oldest)).isTrue();
  }

  /** Its silence is the server's own doing. */
  @Test
  void shouldNotCountAsSilentWhoseHandshakeWaitsForTheServer() {
    Caller waiting = arrived("10.0.0.1", 0);
    limiter.waits(waiting);
    for (int i = 1; i < 4; i++) {
      arrived("10.0.0.1", 0);
    }
    assertThat(arrive(caller("10.0.0.1", 1), 1)).isEmpty();
    assertThat(arrive(caller("10.0.0.1", 1), 1))
        .contains("4 from one address have said nothing yet, the limit");
    limiter.look(10 * ConnectionLimiter.SILENT);
    assertThat(isCut(waiting)).isFalse();

    limiter.progresses(waiting, 10 * ConnectionLimiter.SILENT);
    limiter.look(11 * ConnectionLimiter.SILENT);
    assertThat(isCut(waiting)).isTrue();
  }

  @Test
  void shouldForgetWhoIsGoneWhileItWaits() {
    Caller gone = arrived("10.0.0.1", 0);
    limiter.waits(gone);
    limiter.leave(gone.line);
    limiter.progresses(gone, 1);
    limiter.look(10 * ConnectionLimiter.SILENT);
    assertThat(isCut(gone)).isFalse();
  }

  @Test
  void shouldCutOffWhoSaysTooMuchAndWatchItsAddress() {
    Caller loud = arrived("10.0.0.1", 0);
    for (int i = 0; i < WORDS; i++) {
      assertThat(heard(loud, 0)).isEqualTo(Verdict.TAKEN);
    }
    assertThat(heard(loud, 0)).isEqualTo(Verdict.CUT);
    assertThat(heard(loud, 0)).isEqualTo(Verdict.TOO_LATE);
    assertThat(isCut(loud)).isTrue();
    limiter.leave(loud.line);

    assertThat(arrive(caller("10.0.0.1", 1), 1)).contains("the address said too much a moment ago");
    assertThat(arrive(caller("10.0.0.2", 1), 1)).isEmpty();
    assertThat(arrive(caller("10.0.0.1", SECOND), SECOND)).as("one in a second").isEmpty();
    assertThat(arrive(caller("10.0.0.1", SECOND), SECOND)).isNotEmpty();
    long end = ConnectionLimiter.WATCHED + SECOND;
    assertThat(arrive(caller("10.0.0.1", end), end)).isEmpty();
    assertThat(arrive(caller("10.0.0.1", end), end)).isEmpty();
  }

  /** A process was stopped for twelve rounds, and each of its clients answers each of them. */
  @Test
  void shouldLetInAllAnswersToWhatAConnectionWasAskedAndNotMore() {
    Caller crowd = arrived("10.0.0.1", 0);
    Caller single = arrived("10.0.0.1", 0);
    for (int round = 0; round < 12; round++) {
      limiter.asked(crowd, 500);
      limiter.asked(single, 1);
    }
    assertMay(crowd, 12 * 500 + WORDS, 0);
    assertMay(single, 12 + WORDS, 0);
  }

  @Test
  void shouldExpectAnswersToSoManyQuestionsAtMost() {
    Caller silent = arrived("10.0.0.1", 0);
    for (int round = 0; round < 10_000; round++) {
      limiter.asked(silent, 2);
    }
    assertMay(silent, 2 * 150 + WORDS, 0);
  }

  @Test
  void shouldLetInWhatWasSaidWhileTheServerWasStopped() {
    Caller caller = arrived("10.0.0.1", 0);
    for (long now = 0; now <= SECOND; now += ConnectionLimiter.BEAT) {
      limiter.look(now);
    }
    long thaw = 13 * SECOND;
    Caller newcomer = arrived("10.0.0.1", thaw);
    assertMay(caller, 12 + WORDS, thaw);
    assertMay(newcomer, WORDS, thaw);
  }

  @Test
  void shouldNoticeThatTheServerWasStoppedWhoeverIsFirst() {
    Caller caller = speaking("10.0.0.1", 0);
    limiter.look(0);
    limiter.look(3_600 * SECOND);
    assertMay(caller, 60 + WORDS, 3_600 * SECOND);
  }

  @Test
  void shouldNotTakeQuietForAStop() {
    Caller caller = speaking("10.0.0.1", 0);
    for (long now = 0; now <= 60 * SECOND; now += ConnectionLimiter.BEAT) {
      limiter.look(now);
    }
    assertMay(caller, WORDS, 60 * SECOND);
  }

  /** It may say so many words now, and the next is one too many. */
  private void assertMay(Caller caller, int words, long now) {
    for (int i = 0; i < words; i++) {
      assertThat(heard(caller, now)).as("word %d", i).isEqualTo(Verdict.TAKEN);
    }
    assertThat(heard(caller, now)).isEqualTo(Verdict.CUT);
  }

  @Test
  void shouldKeepOneWhoComesWhereAnotherHasJustGone() {
    Caller before = new Caller(Port.SURVEY, "10.0.0.1", 5, new Line(), words(), 0);
    Caller after = new Caller(Port.PUB_SUB, "10.0.0.1", 5, new Line(), words(), 0);
    assertThat(arrive(before, 0)).isEmpty();
    assertThat(arrive(after, 0)).isEmpty();
    limiter.leave(before.line);

    assertThat(limiter.subscriberAddresses()).containsExactly("10.0.0.1:5");
    limiter.cut("10.0.0.1:5");
    assertThat(isCut(after)).isTrue();
  }

  private Verdict heard(Caller caller, long now) {
    return limiter.speaks(caller, now);
  }

  private Optional<String> arrive(Caller caller, long now) {
    return limiter.arrive(caller, now);
  }

  private Caller arrived(String host, long now) {
    Caller caller = caller(host, now);
    assertThat(limiter.arrive(caller, now)).isEmpty();
    return caller;
  }

  private Caller speaking(String host, long now) {
    Caller caller = arrived(host, now);
    heard(caller, now);
    return caller;
  }

  private Caller caller(String host, long now) {
    return new Caller(Port.SURVEY, host, ++ports, new Line(), words(), now);
  }

  private static Allowance words() {
    return new Allowance(1, WORDS, 0);
  }

  private static boolean isCut(Caller caller) {
    return ((Line) caller.line).hungUp;
  }
}
