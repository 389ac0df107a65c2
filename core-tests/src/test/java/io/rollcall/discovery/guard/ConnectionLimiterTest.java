package io.rollcall.discovery.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Limits;
import io.rollcall.discovery.guard.ConnectionLimiter.Verdict;
import io.rollcall.discovery.guard.LimitedConnection.Port;
import io.rollcall.discovery.survey.TokenBucket;
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
  private final ConnectionLimiter<LimitedConnection> limiter =
      new ConnectionLimiter<>(
          Limits.defaults().withConnections(20).withConnectionsPerAddress(12).withHalfOpen(16),
          new ResourceGuard(List.of(new ResourceBudget("chairs", 100, 0, 1, () -> chairsTaken))),
          told::add);
  private int ports;

  /** A connection that remembers what became of it. */
  private static final class FakeHandle implements LimitedConnection.Handle {
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
    assertThat(arrive(connection("10.0.0.3", 0), 0)).contains("20 are open, the limit");
  }

  @Test
  void shouldAskTheDoorkeeperFirst() {
    chairsTaken = 100;
    assertThat(arrive(connection("10.0.0.1", 0), 0))
        .contains("chairs run short: of 100, 0 are kept in reserve");
    assertThat(limiter.size()).isZero();

    chairsTaken = 0;
    assertThat(arrive(connection("10.0.0.1", SECOND), SECOND)).isEmpty();
  }

  @Test
  void shouldLetInAsManyAsAreAllowedFromOneAddress() {
    LimitedConnection last = null;
    for (int i = 0; i < 12; i++) {
      last = speaking("10.0.0.1", 0);
    }
    assertThat(arrive(connection("10.0.0.1", 0), 0))
        .contains("12 from one address are open, the limit");
    assertThat(arrive(connection("10.0.0.2", 0), 0)).isEmpty();

    limiter.leave(last.handle);
    assertThat(arrive(connection("10.0.0.1", 0), 0)).isEmpty();
  }

  @Test
  void shouldFindThoseThatWereClosedWithoutAWord() {
    LimitedConnection first = speaking("10.0.0.1", 0);
    for (int i = 1; i < 12; i++) {
      speaking("10.0.0.1", 0);
    }
    ((FakeHandle) first.handle).open = false;
    assertThat(arrive(connection("10.0.0.1", 0), SECOND)).isEmpty();
    assertThat(limiter.size()).isEqualTo(12);
  }

  @Test
  void shouldCutOffWhoSaysNothing() {
    LimitedConnection silent = arrived("10.0.0.1", 0);
    LimitedConnection speaking = speaking("10.0.0.1", 0);
    LimitedConnection later = arrived("10.0.0.1", SECOND);
    assertThat(limiter.due()).isEqualTo(ConnectionLimiter.SILENT);

    limiter.look(ConnectionLimiter.SILENT - 1);
    assertThat(isCut(silent)).isFalse();
    assertThat(told).isEmpty();
    assertThat(limiter.due()).isEqualTo(ConnectionLimiter.SILENT);
    limiter.look(ConnectionLimiter.SILENT);
    assertThat(told).containsExactly("1 connections that were silent for too long");
    assertThat(limiter.due())
        .as("the next beat")
        .isEqualTo(ConnectionLimiter.SILENT + ConnectionLimiter.BEAT);
    assertThat(isCut(silent)).isTrue();
    assertThat(isCut(speaking)).isFalse();
    assertThat(isCut(later)).isFalse();
  }

  @Test
  void shouldKeepAQuarterOfThePlacesOfTheSilentForEachAddressAtMost() {
    LimitedConnection oldest = arrived("10.0.0.1", 0);
    for (int i = 1; i < 4; i++) {
      arrived("10.0.0.1", 0);
    }
    assertThat(arrive(connection("10.0.0.1", 1), 1))
        .contains("4 from one address have sent nothing yet, the limit");
    assertThat(arrive(connection("10.0.0.2", 1), 1)).isEmpty();
    assertThat(isCut(oldest)).isFalse();

    long later = ConnectionLimiter.UNDISTURBED;
    assertThat(arrive(connection("10.0.0.1", later), later)).isEmpty();
    assertThat(isCut(oldest)).isTrue();
  }

  @Test
  void shouldMakeRoomInPlaceOfWhoIsSilentForLongest() {
    LimitedConnection oldest = arrived("10.0.0.1", 0);
    for (int i = 1; i < 16; i++) {
      arrived("10.0.1." + i, 0);
    }
    assertThat(arrive(connection("10.0.0.9", 1), 1))
        .contains("16 have sent nothing yet, the limit");

    long later = ConnectionLimiter.UNDISTURBED;
    assertThat(arrive(connection("10.0.0.9", later), later)).isEmpty();
    assertThat(isCut(oldest)).isTrue();
  }

  /** Else a few addresses that come again and again would keep out everybody. */
  @Test
  void shouldMakeRoomAtOnceInPlaceOfWhoseAddressHasMorePlaces() {
    List<LimitedConnection> many = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      many.add(arrived("10.0.0." + (1 + i / 4), 0));
    }
    for (int i = 0; i < 3; i++) {
      assertThat(arrive(connection("10.0.0.9", 1), 1)).isEmpty();
    }
    assertThat(many.stream().filter(ConnectionLimiterTest::isCut)).hasSize(3);
    assertThat(arrive(connection("10.0.0.9", 1), 1))
        .as("it would have as many as the others")
        .contains("16 have sent nothing yet, the limit");
  }

  /** Else a crowd whose handshakes take long would never get in: each would be cut for another. */
  @Test
  void shouldNotCutOffWhoseHandshakeHasJustGoneOn() {
    LimitedConnection oldest = arrived("10.0.0.1", 0);
    LimitedConnection second = arrived("10.0.0.1", 1);
    arrived("10.0.0.1", 2);
    arrived("10.0.0.1", 3);
    long later = ConnectionLimiter.UNDISTURBED + 1;
    limiter.progresses(oldest, later);

    assertThat(arrive(connection("10.0.0.1", later), later)).isEmpty();

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
    LimitedConnection waiting = arrived("10.0.0.1", 0);
    limiter.waits(waiting);
    for (int i = 1; i < 4; i++) {
      arrived("10.0.0.1", 0);
    }
    assertThat(arrive(connection("10.0.0.1", 1), 1)).isEmpty();
    assertThat(arrive(connection("10.0.0.1", 1), 1))
        .contains("4 from one address have sent nothing yet, the limit");
    limiter.look(10 * ConnectionLimiter.SILENT);
    assertThat(isCut(waiting)).isFalse();

    limiter.progresses(waiting, 10 * ConnectionLimiter.SILENT);
    limiter.look(11 * ConnectionLimiter.SILENT);
    assertThat(isCut(waiting)).isTrue();
  }

  @Test
  void shouldForgetWhoIsGoneWhileItWaits() {
    LimitedConnection gone = arrived("10.0.0.1", 0);
    limiter.waits(gone);
    limiter.leave(gone.handle);
    limiter.progresses(gone, 1);
    limiter.look(10 * ConnectionLimiter.SILENT);
    assertThat(isCut(gone)).isFalse();
  }

  @Test
  void shouldCutOffWhoSaysTooMuchAndWatchItsAddress() {
    LimitedConnection loud = arrived("10.0.0.1", 0);
    for (int i = 0; i < WORDS; i++) {
      assertThat(heard(loud, 0)).isEqualTo(Verdict.TAKEN);
    }
    assertThat(heard(loud, 0)).isEqualTo(Verdict.CUT);
    assertThat(heard(loud, 0)).isEqualTo(Verdict.TOO_LATE);
    assertThat(isCut(loud)).isTrue();
    limiter.leave(loud.handle);

    assertThat(arrive(connection("10.0.0.1", 1), 1))
        .contains("its address sent too much a moment ago");
    assertThat(arrive(connection("10.0.0.2", 1), 1)).isEmpty();
    assertThat(arrive(connection("10.0.0.1", SECOND), SECOND)).as("one in a second").isEmpty();
    assertThat(arrive(connection("10.0.0.1", SECOND), SECOND)).isNotEmpty();
    long end = ConnectionLimiter.WATCHED + SECOND;
    assertThat(arrive(connection("10.0.0.1", end), end)).isEmpty();
    assertThat(arrive(connection("10.0.0.1", end), end)).isEmpty();
  }

  /** A process was stopped for twelve rounds, and each of its clients answers each of them. */
  @Test
  void shouldLetInAllAnswersToWhatAConnectionWasAskedAndNotMore() {
    LimitedConnection crowd = arrived("10.0.0.1", 0);
    LimitedConnection single = arrived("10.0.0.1", 0);
    for (int round = 0; round < 12; round++) {
      limiter.asked(crowd, 500);
      limiter.asked(single, 1);
    }
    assertMay(crowd, 12 * 500 + WORDS, 0);
    assertMay(single, 12 + WORDS, 0);
  }

  @Test
  void shouldExpectAnswersToSoManyQuestionsAtMost() {
    LimitedConnection silent = arrived("10.0.0.1", 0);
    for (int round = 0; round < 10_000; round++) {
      limiter.asked(silent, 2);
    }
    assertMay(silent, 2 * 150 + WORDS, 0);
  }

  @Test
  void shouldLetInWhatWasSaidWhileTheServerWasStopped() {
    LimitedConnection connection = arrived("10.0.0.1", 0);
    for (long now = 0; now <= SECOND; now += ConnectionLimiter.BEAT) {
      limiter.look(now);
    }
    long thaw = 13 * SECOND;
    LimitedConnection newcomer = arrived("10.0.0.1", thaw);
    assertMay(connection, 12 + WORDS, thaw);
    assertMay(newcomer, WORDS, thaw);
  }

  @Test
  void shouldNoticeThatTheServerWasStoppedWhoeverIsFirst() {
    LimitedConnection connection = speaking("10.0.0.1", 0);
    limiter.look(0);
    limiter.look(3_600 * SECOND);
    assertMay(connection, 60 + WORDS, 3_600 * SECOND);
  }

  @Test
  void shouldNotTakeQuietForAStop() {
    LimitedConnection connection = speaking("10.0.0.1", 0);
    for (long now = 0; now <= 60 * SECOND; now += ConnectionLimiter.BEAT) {
      limiter.look(now);
    }
    assertMay(connection, WORDS, 60 * SECOND);
  }

  /** It may say so many words now, and the next is one too many. */
  private void assertMay(LimitedConnection connection, int words, long now) {
    for (int i = 0; i < words; i++) {
      assertThat(heard(connection, now)).as("word %d", i).isEqualTo(Verdict.TAKEN);
    }
    assertThat(heard(connection, now)).isEqualTo(Verdict.CUT);
  }

  @Test
  void shouldKeepOneWhoComesWhereAnotherHasJustGone() {
    LimitedConnection before =
        new LimitedConnection(Port.SURVEY, "10.0.0.1", 5, new FakeHandle(), words(), 0);
    LimitedConnection after =
        new LimitedConnection(Port.PUB_SUB, "10.0.0.1", 5, new FakeHandle(), words(), 0);
    assertThat(arrive(before, 0)).isEmpty();
    assertThat(arrive(after, 0)).isEmpty();
    limiter.leave(before.handle);

    assertThat(limiter.subscriberAddresses()).containsExactly("10.0.0.1:5");
    limiter.cut("10.0.0.1:5");
    assertThat(isCut(after)).isTrue();
  }

  private Verdict heard(LimitedConnection connection, long now) {
    return limiter.speaks(connection, now);
  }

  private Optional<String> arrive(LimitedConnection connection, long now) {
    return limiter.arrive(connection, now);
  }

  private LimitedConnection arrived(String host, long now) {
    LimitedConnection connection = connection(host, now);
    assertThat(limiter.arrive(connection, now)).isEmpty();
    return connection;
  }

  private LimitedConnection speaking(String host, long now) {
    LimitedConnection connection = arrived(host, now);
    heard(connection, now);
    return connection;
  }

  private LimitedConnection connection(String host, long now) {
    return new LimitedConnection(Port.SURVEY, host, ++ports, new FakeHandle(), words(), now);
  }

  private static TokenBucket words() {
    return new TokenBucket(1, WORDS, 0);
  }

  private static boolean isCut(LimitedConnection connection) {
    return ((FakeHandle) connection.handle).hungUp;
  }
}
