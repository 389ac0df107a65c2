package io.rollcall.cli.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever another page says, no more of it is kept than the bounds. */
class BesideEventsTest {
  private final Board board = new Board(1, "there", InstantSource.system());
  private final BesideEvents events = new BesideEvents(board);

  private void say(String event, String data) {
    events.on(new EventReader.Event(event, data));
  }

  private void begin() {
    say("begin", "{\"at\":0,\"title\":\"there\",\"standing\":{\"state\":\"LIVE\",\"heard\":true}}");
  }

  private static String list(String name, int from, int to, IntFunction<String> each) {
    return IntStream.range(from, to)
        .mapToObj(each)
        .collect(Collectors.joining(",", "{\"at\":0,\"" + name + "\":[", "]}"));
  }

  /** Before the whole state has come, and after it. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldBoundHowManyMembersThereAre(boolean ready) {
    begin();
    if (ready) {
      say("ready", "{}");
    }
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10 * BesideEvents.MOST_MEMBERS; i += 1000) {
                say("members", list("members", i, i + 1000, n -> "{\"name\":\"" + n + "\"}"));
              }
            })
        .isInstanceOf(TooMuchException.class)
        .hasMessage("it tells more than 50,000 members");
    assertThat(board.attach(new Mailbox()).members()).hasSizeLessThanOrEqualTo(50_000);
  }

  /** Each connection counts anew, so it must not add to what the last one left. */
  @Test
  void shouldDropWhatComesBeforeAWholeState() {
    begin();
    say("members", "{\"members\":[{\"name\":\"a\"}]}");
    say("ready", "{}");
    for (int i = 0; i < 3; i++) {
      int connection = i;
      BesideEvents next = new BesideEvents(board);
      for (String event : List.of("members", "gone", "entries", "dropped", "points", "standing")) {
        String data =
            """
            {"members":[{"name":"b%1$d"}],"names":["a"],"entries":[{"n":%1$d}],"numbers":[%1$d],
            "points":[%1$d],"standing":{"state":"%1$d"}}
            """
                .formatted(connection);
        next.on(new EventReader.Event(event, data));
      }
      next.on(new EventReader.Event("ready", "{}"));
      assertThat(next.heard()).isFalse();
    }
    Board.Snapshot held = board.attach(new Mailbox());
    assertThat(held.members()).containsExactly("{\"name\":\"a\"}");
    assertThat(held.entries()).isEmpty();
    assertThat(held.points()).isEmpty();
    assertThat(held.begin()).contains("\"state\":\"LIVE\"");

    BesideEvents next = new BesideEvents(board);
    next.on(new EventReader.Event("begin", "{}"));
    next.on(new EventReader.Event("members", "{\"members\":[{\"name\":\"b\"}]}"));
    next.on(new EventReader.Event("ready", "{}"));
    assertThat(board.attach(new Mailbox()).members()).containsExactly("{\"name\":\"b\"}");
  }

  /** Who has gone before the whole state has come is counted no more, so must not be held. */
  @Test
  void shouldForgetWhoIsGoneBeforeTheWholeStateHasCome() {
    begin();
    say("members", "{\"members\":[{\"name\":\"a\"},{\"name\":\"b\"}]}");
    say("gone", "{\"names\":[\"a\"]}");
    say("entries", "{\"entries\":[{\"n\":1},{\"n\":2}]}");
    say("dropped", "{\"numbers\":[1]}");
    say("ready", "{}");

    Board.Snapshot held = board.attach(new Mailbox());
    assertThat(held.members()).containsExactly("{\"name\":\"b\"}");
    assertThat(held.entries()).containsExactly("{\"n\":2}");
  }

  @Test
  void shouldBoundWhatAllMembersSay() {
    String much = "x".repeat(500_000);
    begin();
    say("ready", "{}");
    // One that says the same again and again is still one, and who has gone is none.
    for (int i = 0; i < 100; i++) {
      say("members", "{\"members\":[{\"name\":\"a\",\"much\":\"" + much + "\"}]}");
      say("members", "{\"members\":[{\"name\":\"b\",\"much\":\"" + much + "\"}]}");
      say("gone", "{\"names\":[\"b\"]}");
    }
    assertThat(board.attach(new Mailbox()).members()).hasSize(1);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                say("members", "{\"members\":[{\"name\":\"" + i + much + "\"}]}");
              }
            })
        .isInstanceOf(TooMuchException.class)
        .hasMessageContaining("characters of members");
    int held = board.attach(new Mailbox()).members().stream().mapToInt(String::length).sum();
    assertThat(held).isLessThanOrEqualTo(BesideEvents.MOST_TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"entries", "points", "standing", "begin", "standing of begin"})
  void shouldBoundEverythingElse(String event) {
    String much = "{\"n\":1,\"much\":\"" + "x".repeat(500_000) + "\"}";
    begin();
    say("ready", "{}");
    String data =
        event.equals("begin")
            ? much
            : event.startsWith("standing")
                ? "{\"standing\":" + much + "}"
                : "{\"" + event + "\":[" + much + "]}";

    String name = event.equals("standing of begin") ? "begin" : event;
    assertThatThrownBy(() -> say(name, data)).isInstanceOf(TooMuchException.class);
  }
}
