package io.rollcall.nanomsg.sp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.net.Engine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyTest {
  private static final String LOCAL = "tcp://127.0.0.1:0";

  @TempDir Path folder;

  private final Engine engine = Engine.acquire();
  private final SpOptions options = SpOptions.defaults();
  private final Log asking = new Log();
  private final Log answering = new Log();

  @AfterEach
  void release() {
    engine.release();
  }

  @Test
  void shouldAskAndAnswerOverBothTransports() {
    String both = LOCAL + ",ipc://" + folder.resolve("survey.ipc");
    try (Surveyor surveyor = Surveyor.bind(engine, both, options, asking);
        Respondent respondent =
            Respondent.connect(engine, surveyor.endpoints(), options, answering)) {
      await().until(() -> asking.pipes.size() == 2 && answering.pipes.size() == 2);
      int id = engine.call(() -> surveyor.ask());
      await().until(() -> answering.questions.size() == 2);
      for (Question each : answering.questions) {
        answer(respondent, each, "me");
      }

      await().untilAsserted(() -> assertThat(asking.events).containsExactly("me", "me"));
      assertThat(asking.answered).containsOnly(id);
      assertThat(answering.questions)
          .allSatisfy(
              each -> assertThat(each.header()).isEqualTo(Header.of(id, Generation.CURRENT)));
    }
  }

  @Test
  void shouldServeASurveyorThatDials() {
    try (Respondent respondent = Respondent.bind(engine, LOCAL, options, answering);
        Surveyor surveyor = Surveyor.connect(engine, respondent.endpoints(), options, asking)) {
      await().until(() -> asking.pipes.size() == 1);
      assertThat(engine.call(() -> surveyor.ask())).isNotNegative();
      await().until(() -> answering.questions.size() == 1);
      answer(respondent, answering.questions.get(0), "");

      await().untilAsserted(() -> assertThat(asking.events).containsExactly(""));
    }
  }

  /** Each survey has waited for it: it is none of those who answer what nobody asked. */
  @Test
  void shouldNotCloseOneThatWasStoppedAndAnswersAllThatPiledUp() throws IOException {
    int piled = Surveys.REMEMBERED + Pipe.MOST_MISPLACED + 1;
    try (Surveyor surveyor = Surveyor.bind(engine, LOCAL, options, asking);
        Raw stopped = Raw.to(surveyor.endpoints()).greet(0x63)) {
      await().until(() -> asking.pipes.size() == 1);
      assertThat(stopped.greeting()).isEqualTo(0x62);
      for (int i = 0; i < piled; i++) {
        engine.call(() -> surveyor.ask());
      }
      for (int i = 0; i < piled; i++) {
        stopped.message(stopped.receive());
      }
      await().until(() -> asking.answered.size() == Surveys.REMEMBERED);

      assertThat(surveyor.counts().dropped()).isEqualTo(piled - Surveys.REMEMBERED);
      assertThat(surveyor.counts().violations()).isZero();
      assertThat(asking.pipes.get(0).isOpen()).isTrue();
      for (int i = 0; i < Pipe.MOST_MISPLACED; i++) {
        stopped.message(Header.of(5, Generation.CURRENT));
      }
      await().until(() -> surveyor.counts().violations() == 1);
    }
  }

  @Test
  void shouldAskOneThatComesLateTheNewestSurvey() throws IOException {
    try (Surveyor surveyor = Surveyor.bind(engine, LOCAL, options, asking)) {
      int id = engine.call(() -> surveyor.ask());
      try (Raw late = Raw.to(surveyor.endpoints()).greet(0x63)) {
        await().until(() -> asking.pipes.size() == 1);
        assertThat(engine.call(() -> surveyor.ask(asking.pipes.get(0)))).isTrue();
        assertThat(late.greeting()).isEqualTo(0x62);

        assertThat(late.receive()).isEqualTo(Header.of(id, Generation.CURRENT));
      }
    }
  }

  @Test
  void shouldServeBothGenerationsOnOnePort() throws IOException {
    try (Surveyor surveyor = Surveyor.bind(engine, LOCAL, options, asking);
        Raw current = Raw.to(surveyor.endpoints()).greet(0x63);
        Raw old = Raw.to(surveyor.endpoints()).greet(0x61)) {
      assertThat(current.greeting()).isEqualTo(0x62);
      assertThat(old.greeting()).isEqualTo(0x60);
      await().until(() -> asking.pipes.size() == 2);
      int id = engine.call(() -> surveyor.ask());

      assertThat(ByteBuffer.wrap(current.receive()).getInt()).isEqualTo(id | 0x80000000);
      assertThat(ByteBuffer.wrap(old.receive()).getInt()).isEqualTo(id);

      old.message(answerTo(Header.of(id, Generation.OLD_MANGOS), "old"));
      current.message(answerTo(Header.of(id, Generation.CURRENT), "new"));
      await()
          .untilAsserted(() -> assertThat(asking.events).containsExactlyInAnyOrder("old", "new"));
      assertThat(asking.answered).containsOnly(id);
    }
  }

  @Test
  void shouldDialAgainAsThePeersGeneration() throws IOException {
    try (ServerSocket mangos = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        Respondent respondent =
            Respondent.connect(
                engine, "tcp://127.0.0.1:" + mangos.getLocalPort(), options, answering)) {
      mangos.setSoTimeout(30_000);
      try (Raw first = Raw.of(mangos.accept()).greet(0x60)) {
        assertThat(first.greeting()).isEqualTo(0x63);
        first.awaitClosed();
      }
      try (Raw second = Raw.of(mangos.accept()).greet(0x60)) {
        assertThat(second.greeting()).isEqualTo(0x61);
        second.message("00 00 00 07");
        await().until(() -> answering.questions.size() == 1);
        assertThat(answering.pipes.get(0).generation()).isEqualTo(Generation.OLD_MANGOS);
        answer(respondent, answering.questions.get(0), "me");

        assertThat(second.receive()).isEqualTo(Octets.bytes("00 00 00 07 6D 65"));
      }
      // Its successor speaks the current one.
      try (Raw third = Raw.of(mangos.accept()).greet(0x62)) {
        assertThat(third.greeting()).isEqualTo(0x61);
      }
      try (Raw fourth = Raw.of(mangos.accept()).greet(0x62)) {
        assertThat(fourth.greeting()).isEqualTo(0x63);
      }
      assertThat(respondent.counts().violations()).isZero();
    }
  }

  @Test
  void shouldRepeatTheWholeHeader() throws IOException {
    try (Respondent respondent = Respondent.bind(engine, LOCAL, options, answering);
        Raw device = Raw.to(respondent.endpoints()).greet(0x62)) {
      device.message("00 00 00 01 00 00 00 02 80 00 00 05 3F");
      await().until(() -> answering.questions.size() == 1);
      assertThat(answering.events).containsExactly("?");
      answer(respondent, answering.questions.get(0), "me");

      assertThat(device.greeting()).isEqualTo(0x63);
      assertThat(device.receive())
          .isEqualTo(Octets.bytes("00 00 00 01 00 00 00 02 80 00 00 05 6D 65"));
    }
  }

  @Test
  void shouldDropAnswersToWhatWasNotAsked() throws IOException {
    try (Surveyor surveyor = Surveyor.bind(engine, LOCAL, options, asking);
        Raw asked = Raw.to(surveyor.endpoints()).greet(0x63)) {
      await().until(() -> asking.pipes.size() == 1);
      int id = engine.call(() -> surveyor.ask());
      byte[] header = Header.of(id, Generation.CURRENT);
      try (Raw notAsked = Raw.to(surveyor.endpoints()).greet(0x63)) {
        notAsked.message(answerTo(header, "x"));
        await().until(() -> asking.dropped.size() == 1);
        asked.message(answerTo(Header.of(id + 1, Generation.CURRENT), "x"));
        asked.message("00 00 00 01");
        asked.message("80 00");
        asked.message(joined(Octets.bytes("00 00 00 01"), header));
        await().until(() -> asking.dropped.size() == 5);
        asked.message(answerTo(header, "right"));

        await().untilAsserted(() -> assertThat(asking.events).containsExactly("right"));
        assertThat(surveyor.counts().dropped()).isEqualTo(5);
        assertThat(engine.call(() -> asking.pipes.get(1).isOpen())).isTrue();
      }
    }
  }

  @Test
  void shouldDropASurveyWithNineHops() throws IOException {
    try (Respondent respondent = Respondent.bind(engine, LOCAL, options, answering);
        Raw device = Raw.to(respondent.endpoints()).greet(0x62)) {
      device.message("00 00 00 01".repeat(9) + "80 00 00 05");
      device.message("80 00 00 06");

      await().until(() -> answering.questions.size() == 1);
      assertThat(respondent.counts().dropped()).isEqualTo(1);
      assertThat(answering.dropped.get(0)).contains("more than 8 hops");
    }
  }

  private void answer(Respondent respondent, Question question, String body) {
    engine.execute(() -> respondent.answer(question, Log.bytes(body)));
  }

  private static byte[] answerTo(byte[] header, String body) {
    return joined(header, Log.bytes(body));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] whole = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, whole, first.length, second.length);
    return whole;
  }
}
