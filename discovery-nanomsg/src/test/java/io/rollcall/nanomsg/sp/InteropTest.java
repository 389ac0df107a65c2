package io.rollcall.nanomsg.sp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.net.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each end of each protocol against nanocat and nngcat, over both transports. */
class InteropTest {
  /** Over what the program connects, or that it binds, which it does on a Unix socket only. */
  enum Way {
    CONNECTS_TCP,
    CONNECTS_IPC,
    BINDS_IPC
  }

  @TempDir Path folder;

  private final Engine engine = Engine.acquire();
  private final SpOptions options = SpOptions.defaults();
  private final Log log = new Log();

  static Stream<Arguments> cases() {
    return Arrays.stream(Cat.values())
        .flatMap(cat -> Arrays.stream(Way.values()).map(way -> Arguments.of(cat, way)));
  }

  @AfterEach
  void release() {
    engine.release();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldSurveyARespondent(Cat cat, Way way) throws Exception {
    cat.require();
    try (Surveyor surveyor =
            way == Way.BINDS_IPC
                ? Surveyor.connect(engine, theirs(), options, log)
                : Surveyor.bind(engine, ours(way), options, log);
        Program program = start(cat.answering(binds(way), endpoint(surveyor), "me"))) {
      patiently().until(() -> log.pipes.size() == 1);
      int first = engine.call(() -> surveyor.ask());
      patiently().until(() -> log.answered.contains(first));
      int second = engine.call(() -> surveyor.ask());
      patiently().until(() -> log.answered.contains(second));

      assertThat(log.events).containsExactly("me", "me");
      assertThat(log.pipes.get(0).generation()).isEqualTo(Generation.CURRENT);
      program.close();
      patiently().until(() -> log.events.size() == 3);
      assertThat(log.events.get(2)).startsWith("lost: ");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldAnswerASurveyor(Cat cat, Way way) throws Exception {
    cat.require();
    Answering answering = new Answering();
    try (Respondent respondent =
        way == Way.BINDS_IPC
            ? Respondent.connect(engine, theirs(), options, answering)
            : Respondent.bind(engine, ours(way), options, answering)) {
      engine.execute(() -> answering.respondent = respondent);
      List<String> command = cat.sending("--surveyor", binds(way), endpoint(respondent), "who");
      command.add("--quoted");
      try (Program program = start(command)) {
        patiently().until(() -> program.lines().contains("\"me\""));
      }
      assertThat(answering.events).contains("who");
      assertThat(respondent.counts()).isEqualTo(new Counts(0, 0, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldPublishToASub(Cat cat, Way way) throws Exception {
    cat.require();
    try (Pub pub =
            way == Way.BINDS_IPC
                ? Pub.connect(engine, theirs(), options, log)
                : Pub.bind(engine, ours(way), options, log);
        Program program = start(cat.receiving("--sub", binds(way), endpoint(pub)))) {
      patiently().until(() -> log.pipes.size() == 1);
      engine.execute(() -> pub.publish(Log.bytes("a|b")));
      engine.execute(() -> pub.publish(Log.bytes("c")));

      patiently().until(() -> program.lines().size() == 2);
      assertThat(program.lines()).containsExactly("\"a|b\"", "\"c\"");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldReceiveFromAPub(Cat cat, Way way) throws Exception {
    cat.require();
    try (Sub sub =
            way == Way.BINDS_IPC
                ? Sub.connect(engine, theirs(), options, log)
                : Sub.bind(engine, ours(way), options, log);
        Program program = start(cat.sending("--pub", binds(way), endpoint(sub), "tick"))) {
      patiently().until(() -> log.events.size() >= 2);

      assertThat(log.events).containsOnly("tick");
      assertThat(program.lines()).isEmpty();
    }
  }

  /** A program starts in its own time on a busy machine, and one of them sends once a second. */
  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(30));
  }

  private Program start(List<String> command) throws Exception {
    return Program.start(command, folder);
  }

  private String ours(Way way) {
    return way == Way.CONNECTS_TCP ? "tcp://127.0.0.1:0" : "ipc://" + folder.resolve("ours.ipc");
  }

  private String theirs() {
    return "ipc://" + folder.resolve("theirs.ipc");
  }

  private String endpoint(SpSocket socket) {
    return socket.endpoints().isEmpty() ? theirs() : socket.endpoints();
  }

  private static boolean binds(Way way) {
    return way == Way.BINDS_IPC;
  }

  /** Answers whoever asks. */
  private static final class Answering extends Log {
    private Respondent respondent;

    @Override
    public void asked(Question question) {
      super.asked(question);
      if (respondent != null) {
        respondent.answer(question, Log.bytes("me"));
      }
    }
  }
}
