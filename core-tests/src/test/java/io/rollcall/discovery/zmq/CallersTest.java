package io.rollcall.discovery.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Limits;
import io.rollcall.discovery.survey.Allowance;
import io.rollcall.discovery.zmq.Caller.Port;
import io.rollcall.discovery.zmq.Inbound.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is let in, and who is cut off; nobody hears of it who keeps within the limits. */
class CallersTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int WORDS = 10;

  private final Callers callers =
      new Callers(
          Limits.defaults().withConnections(20).withConnectionsPerAddress(12).withHalfOpen(16));
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
  void shouldLetInAsManyAsAreAllowedFromOneAddress() {
    Caller last = null;
    for (int i = 0; i < 12; i++) {
      last = speaking("10.0.0.1", 0);
    }
    assertThat(arrive(caller("10.0.0.1", 0), 0))
        .contains("12 from one address are open, the limit");
    assertThat(arrive(caller("10.0.0.2", 0), 0)).isEmpty();

    callers.leave(last.line);
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
    assertThat(callers.size()).isEqualTo(12);
  }

  @Test
  void shouldCutOffWhoSaysNothing() {
    Caller silent = arrived("10.0.0.1", 0);
    Caller speaking = speaking("10.0.0.1", 0);
    Caller later = arrived("10.0.0.1", SECOND);
    assertThat(callers.due()).isEqualTo(Callers.SILENT);

    assertThat(callers.cutSilent(Callers.SILENT - 1)).isZero();
    assertThat(callers.cutSilent(Callers.SILENT)).isEqualTo(1);
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

    long later = Callers.UNDISTURBED;
    assertThat(arrive(caller("10.0.0.1", later), later)).isEmpty();
    assertThat(isCut(oldest)).isTrue();
  }

  @Test
  void shouldMakeRoomInPlaceOfWhoIsSilentForLongest() {
    Caller oldest = arrived("10.0.0.1", 0);
    for (int i = 1; i < 16; i++) {
      arrived("10.0.0." + (1 + i / 4), 0);
    }
    assertThat(arrive(caller("10.0.0.9", 1), 1)).contains("16 have said nothing yet, the limit");

    long later = Callers.UNDISTURBED;
    assertThat(arrive(caller("10.0.0.9", later), later)).isEmpty();
    assertThat(isCut(oldest)).isTrue();
  }

  @Test
  void shouldCutOffWhoSaysTooMuchAndWatchItsAddress() {
    Caller loud = arrived("10.0.0.1", 0);
    for (int i = 0; i < WORDS; i++) {
      assertThat(heard(loud, Kind.LAST, 0)).isEqualTo(Word.WHOLE);
    }
    assertThat(heard(loud, Kind.LAST, 0)).isEqualTo(Word.LAST);
    assertThat(heard(loud, Kind.LAST, 0)).isEqualTo(Word.TOO_MUCH);
    assertThat(isCut(loud)).isTrue();
    callers.leave(loud.line);

    assertThat(arrive(caller("10.0.0.1", 1), 1)).contains("the address said too much a moment ago");
    assertThat(arrive(caller("10.0.0.2", 1), 1)).isEmpty();
    assertThat(arrive(caller("10.0.0.1", SECOND), SECOND)).as("one in a second").isEmpty();
    assertThat(arrive(caller("10.0.0.1", SECOND), SECOND)).isNotEmpty();
    long end = Callers.WATCHED + SECOND;
    assertThat(arrive(caller("10.0.0.1", end), end)).isEmpty();
    assertThat(arrive(caller("10.0.0.1", end), end)).isEmpty();
  }

  /** A process was stopped for twelve rounds, and each of its clients answers each of them. */
  @Test
  void shouldLetInAllAnswersToWhatAConnectionWasAskedAndNotMore() {
    Caller crowd = arrived("10.0.0.1", 0);
    Caller single = arrived("10.0.0.1", 0);
    for (int round = 0; round < 12; round++) {
      callers.asked(crowd.address, 500);
      callers.asked(single.address, 1);
    }
    assertMay(crowd, 12 * 500 + WORDS, 0);
    assertMay(single, 12 + WORDS, 0);
  }

  @Test
  void shouldExpectAnswersToSoManyQuestionsAtMost() {
    Caller silent = arrived("10.0.0.1", 0);
    for (int round = 0; round < 10_000; round++) {
      callers.asked(silent.address, 2);
    }
    callers.asked("10.0.0.9:1", 2);
    assertMay(silent, 2 * 150 + WORDS, 0);
  }

  @Test
  void shouldLetInWhatWasSaidWhileTheServerWasStopped() {
    Caller caller = arrived("10.0.0.1", 0);
    for (long now = 0; now <= SECOND; now += Callers.BEAT) {
      callers.beat(now);
    }
    long thaw = 13 * SECOND;
    Caller newcomer = arrived("10.0.0.1", thaw);
    assertMay(caller, 12 + WORDS, thaw);
    assertMay(newcomer, WORDS, thaw);
  }

  @Test
  void shouldNoticeThatTheServerWasStoppedWhoeverIsFirst() {
    Caller caller = arrived("10.0.0.1", 0);
    callers.beat(0);
    callers.beat(3_600 * SECOND);
    assertMay(caller, 60 + WORDS, 3_600 * SECOND);
  }

  @Test
  void shouldNotTakeQuietForAStop() {
    Caller caller = arrived("10.0.0.1", 0);
    for (long now = 0; now <= 60 * SECOND; now += Callers.BEAT) {
      callers.beat(now);
    }
    assertMay(caller, WORDS, 60 * SECOND);
  }

  /** It may say so many words now, and the next is one too many. */
  private void assertMay(Caller caller, int words, long now) {
    for (int i = 0; i < words; i++) {
      assertThat(heard(caller, Kind.LAST, now)).as("word %d", i).isEqualTo(Word.WHOLE);
    }
    assertThat(heard(caller, Kind.LAST, now)).isEqualTo(Word.LAST);
  }

  @Test
  void shouldMarkEachFrameOfAMessageOfSeveral() {
    Caller caller = arrived("10.0.0.1", 0);
    assertThat(heard(caller, Kind.MORE, 0)).isEqualTo(Word.PART);
    assertThat(heard(caller, Kind.MORE, 0)).isEqualTo(Word.PART);
    assertThat(heard(caller, Kind.LAST, 0)).as("the last").isEqualTo(Word.PART);
    assertThat(heard(caller, Kind.LAST, 0)).isEqualTo(Word.WHOLE);
  }

  /** JeroMQ fails an assertion where only others are subscribed to what somebody ends. */
  @Test
  void shouldObeyOnlyTheEndOfASubscriptionThatTheConnectionHas() {
    Caller other = subscriber();
    Caller caller = subscriber();
    assertThat(subscribes(other, 1, "topic")).isEqualTo(Word.WHOLE);
    assertThat(subscribes(caller, 0, "topic")).isEqualTo(Word.WRONG);
    assertThat(subscribes(caller, 1, "topic")).isEqualTo(Word.WHOLE);
    assertThat(subscribes(caller, 1, "topic")).as("twice").isEqualTo(Word.WHOLE);
    assertThat(subscribes(caller, 0, "topic")).isEqualTo(Word.WHOLE);
    assertThat(subscribes(caller, 0, "topic")).as("twice").isEqualTo(Word.WRONG);
    assertThat(subscribes(caller, 2, "neither")).isEqualTo(Word.WHOLE);
    assertThat(callers.heard(caller.address, Kind.LAST, new byte[0], 0)).isEqualTo(Word.WHOLE);
  }

  @Test
  void shouldObeyNoSubscriptionOfSeveralFrames() {
    Caller caller = subscriber();
    byte[] subscription = {1, 'a'};
    assertThat(callers.heard(caller.address, Kind.MORE, subscription, 0)).isEqualTo(Word.WRONG);
    assertThat(callers.heard(caller.address, Kind.LAST, subscription, 0)).isEqualTo(Word.WRONG);
    assertThat(subscribes(caller, 0, "a")).isEqualTo(Word.WRONG);
  }

  @Test
  void shouldObeySoManySubscriptionsOfAConnection() {
    Caller caller = subscriber();
    for (int i = 0; i < Topics.MOST; i++) {
      assertThat(subscribes(caller, 1, "topic" + i)).isEqualTo(Word.WHOLE);
    }
    assertThat(subscribes(caller, 1, "one more")).isEqualTo(Word.WRONG);
    assertThat(subscribes(caller, 1, "topic0")).as("one that it has").isEqualTo(Word.WHOLE);
    assertThat(subscribes(caller, 0, "topic0")).isEqualTo(Word.WHOLE);
    assertThat(subscribes(caller, 1, "one more")).isEqualTo(Word.WHOLE);
  }

  @Test
  void shouldKeepOneWhoComesWhereAnotherHasJustGone() {
    Caller before = new Caller(Port.SURVEY, "10.0.0.1", 5, new Line(), words(), 0);
    Caller after = new Caller(Port.PUB_SUB, "10.0.0.1", 5, new Line(), words(), 0);
    assertThat(arrive(before, 0)).isEmpty();
    assertThat(arrive(after, 0)).isEmpty();
    callers.leave(before.line);

    assertThat(callers.subscriberAddresses()).containsExactly("10.0.0.1:5");
    callers.cut("10.0.0.1:5");
    assertThat(isCut(after)).isTrue();
  }

  private Word heard(Caller caller, Kind kind, long now) {
    return callers.heard(caller.address, kind, new byte[] {1}, now);
  }

  private Word subscribes(Caller caller, int how, String topic) {
    byte[] message = (" " + topic).getBytes(StandardCharsets.US_ASCII);
    message[0] = (byte) how;
    return callers.heard(caller.address, Kind.LAST, message, 0);
  }

  private Caller subscriber() {
    Allowance plenty = new Allowance(1, 1_000, 0);
    Caller caller = new Caller(Port.PUB_SUB, "10.0.0.1", ++ports, new Line(), plenty, 0);
    assertThat(arrive(caller, 0)).isEmpty();
    return caller;
  }

  private Optional<String> arrive(Caller caller, long now) {
    return callers.arrive(caller, now);
  }

  private Caller arrived(String host, long now) {
    Caller caller = caller(host, now);
    assertThat(callers.arrive(caller, now)).isEmpty();
    return caller;
  }

  private Caller speaking(String host, long now) {
    Caller caller = arrived(host, now);
    heard(caller, Kind.LAST, now);
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
