package io.rollcall.cli.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
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
  @ValueSource(strings = {"entries", "points", "standing", "begin"})
  void shouldBoundEverythingElse(String event) {
    String much = "{\"n\":1,\"much\":\"" + "x".repeat(500_000) + "\"}";
    begin();
    say("ready", "{}");
    String data =
        event.equals("begin")
            ? much
            : event.equals("standing")
                ? "{\"standing\":" + much + "}"
                : "{\"" + event + "\":[" + much + "]}";

    assertThatThrownBy(() -> say(event, data)).isInstanceOf(TooMuchException.class);
  }
}
