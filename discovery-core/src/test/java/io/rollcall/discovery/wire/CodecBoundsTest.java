package io.rollcall.discovery.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Account;
import io.rollcall.discovery.Account.Connection;
import io.rollcall.discovery.Account.Fate;
import io.rollcall.discovery.Account.Missed;
import io.rollcall.discovery.Account.Rejection;
import io.rollcall.discovery.Account.Stay;
import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.Refusal.Reason;
import io.rollcall.discovery.Status;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Change;
import io.rollcall.discovery.wire.Message.Closing;
import io.rollcall.discovery.wire.Message.Detach;
import io.rollcall.discovery.wire.Message.Explain;
import io.rollcall.discovery.wire.Message.Explained;
import io.rollcall.discovery.wire.Message.Farewell;
import io.rollcall.discovery.wire.Message.Goodbye;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Pulse;
import io.rollcall.discovery.wire.Message.Refused;
import io.rollcall.discovery.wire.Message.Snapshot;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Message.Unknown;
import io.rollcall.discovery.wire.Message.Welcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each field of each kind of frame, drawn from a seed and mostly at one of its bounds. */
class CodecBoundsTest {
  private static final int DRAWS = 300;

  /** Letters of one to four octets. */
  private static final String[] LETTERS = {"a", "é", "日", "😀"};

  /** Those that a server says. */
  private static final Cause[] CAUSES =
      Stream.of(Cause.values()).filter(cause -> cause != Cause.FILTERED).toArray(Cause[]::new);

  private final Random random = new Random(23);

  static Stream<Class<? extends Message>> kinds() {
    return Stream.of(Message.class.getPermittedSubclasses())
        .flatMap(CodecBoundsTest::leaves)
        .filter(kind -> kind != Message.UnacceptableHello.class && kind != Message.Newer.class)
        .distinct();
  }

  private static Stream<Class<? extends Message>> leaves(Class<?> kind) {
    return kind.isSealed()
        ? Stream.of(kind.getPermittedSubclasses()).flatMap(CodecBoundsTest::leaves)
        : Stream.of(kind.asSubclass(Message.class));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldReadWhatItWritesAtTheBoundsOfEachField(Class<? extends Message> kind)
      throws MalformedFrameException {
    for (int i = 0; i < DRAWS; i++) {
      Message message = message(kind);
      assertThat(Codec.decode(Codec.encode(message), 0)).isEqualTo(message);
    }
  }

  @Test
  void shouldReadTheTopicOfAnySubscriberAndRequest() throws MalformedFrameException {
    for (int i = 0; i < DRAWS; i++) {
      Topic topic = Topic.snapshot(new UUID(random.nextLong(), random.nextLong()), number4(1));
      assertThat(Topic.of(topic.octets()).octets()).isEqualTo(topic.octets());
      assertThat(topic.isSnapshot()).isTrue();
    }
  }

  @Test
  void shouldRefuseToWriteANumberThatNobodyCouldRead() {
    Incarnation server = incarnation();
    for (long number : new long[] {-1, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> Codec.encode(new Survey(server, number)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(String.valueOf(number));
    }
    for (int number : new int[] {-1, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> Codec.encode(new Explain(number, "a")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(String.valueOf(number));
    }
  }

  private Message message(Class<? extends Message> kind) {
    Map<Class<? extends Message>, Supplier<Message>> drawn =
        Map.ofEntries(
            Map.entry(Hello.class, () -> new Hello(text(255), session(), number4(0), member())),
            Map.entry(Answer.class, () -> new Answer(session(), number8())),
            Map.entry(Goodbye.class, () -> new Goodbye(session())),
            Map.entry(Detach.class, () -> new Detach(session())),
            Map.entry(Explain.class, () -> new Explain(number4(0), text(255))),
            Map.entry(
                Welcome.class,
                () -> new Welcome(incarnation(), text(255), session(), number4(0), number4(1))),
            Map.entry(
                Refused.class,
                () ->
                    new Refused(incarnation(), incarnation(), new Refusal(reason(), text(4_096)))),
            Map.entry(Survey.class, () -> new Survey(incarnation(), number8())),
            Map.entry(Unknown.class, () -> new Unknown(incarnation(), incarnation())),
            Map.entry(Farewell.class, () -> new Farewell(incarnation(), incarnation())),
            Map.entry(Closing.class, () -> new Closing(incarnation())),
            Map.entry(
                Explained.class,
                () ->
                    new Explained(
                        number4(0),
                        new Explanation(incarnation(), text(255), some(8, this::account)))),
            Map.entry(Pulse.class, () -> new Pulse(standing())),
            Map.entry(
                Change.class,
                () -> new Change(standing(), some(3, this::present), some(3, this::departed))),
            Map.entry(
                Snapshot.class,
                () -> {
                  int parts = number4(1);
                  return new Snapshot(
                      standing(),
                      parts - 1,
                      parts,
                      some(3, this::present),
                      some(3, this::departed));
                }));
    return drawn.get(kind).get();
  }

  private Standing standing() {
    return new Standing(incarnation(), text(255), number8(), random.nextBoolean(), number4(1));
  }

  private Present present() {
    return new Present(session(), number4(0), member());
  }

  private Tombstone departed() {
    return new Tombstone(session(), text(255), any(CAUSES));
  }

  private Member member() {
    Map<String, String> attributes = new TreeMap<>();
    int count = any(new Integer[] {0, 1, 64});
    for (int i = 0; i < count; i++) {
      attributes.put(i + text(200 / Math.max(1, count)), text(12_000 / Math.max(1, count)));
    }
    return Member.named("n" + text(254))
        .withType(text(255))
        .withStatus(any(Status.values()))
        .withAttributes(attributes);
  }

  private Account account() {
    return new Account(
        incarnation(),
        age(),
        some(8, this::stay),
        some(8, this::connection),
        some(16, () -> new Missed(number8(), age())),
        some(4, () -> new Rejection(age(), new Refusal(reason(), text(255)))));
  }

  private Stay stay() {
    Optional<Duration> ended = Optional.of(random.nextBoolean()).filter(b -> b).map(b -> age());
    Optional<Cause> cause = ended.filter(any -> random.nextBoolean()).map(b -> any(CAUSES));
    return new Stay(number4(1), age(), ended, cause);
  }

  private Connection connection() {
    Fate fate = any(Fate.values());
    Optional<Duration> ended = fate == Fate.STANDS ? Optional.empty() : Optional.of(age());
    return new Connection(number8(), text(255), age(), fate, ended);
  }

  private Session session() {
    return new Session(incarnation(), number4(1));
  }

  private Incarnation incarnation() {
    return Incarnation.of(number8(), new UUID(random.nextLong(), random.nextLong()));
  }

  private Duration age() {
    return Duration.ofMillis(number8());
  }

  private Reason reason() {
    return any(Reason.values());
  }

  private int number4(int least) {
    return any(new Integer[] {least, least + 1, 255, 65_536, Integer.MAX_VALUE});
  }

  private long number8() {
    return any(new Long[] {0L, 1L, 255L, 1L << 32, Long.MAX_VALUE - 1, Long.MAX_VALUE});
  }

  /** A text that is empty, or fills so many octets of UTF-8 as far as its letters can. */
  private String text(int octets) {
    int letter = random.nextInt(LETTERS.length);
    return random.nextInt(4) == 0 ? "" : LETTERS[letter].repeat(octets / (letter + 1));
  }

  private <T> List<T> some(int most, Supplier<T> each) {
    return Stream.generate(each).limit(any(new Integer[] {0, 1, most})).toList();
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
