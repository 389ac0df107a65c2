package io.rollcall.cli.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.cli.web.Web.Following;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.testkit.ManualMembership;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two pages, of which one shows the other's server too. */
class BesideTest {
  private static final PageOptions QUICK = PageOptions.defaults().withBeat(Duration.ofMillis(50));

  private final ManualMembership here = ManualMembership.start();
  private final ManualMembership there = ManualMembership.start();

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(60, TimeUnit.SECONDS).until(condition);
  }

  @Test
  void shouldShowTheOthersServerAndSurviveItsRestart() throws Exception {
    Page other = Page.start(Subject.of("there", there), QUICK);
    there.join("a");
    try (Page page =
            Page.start(
                Subject.of("here", here), QUICK.withBeside(List.of(URI.create(other.url()))));
        Following all = new Following(page, "/events/all");
        Following own = new Following(page, "/events")) {
      eventually(() -> all.has("\"title\":\"there\"") && all.has("\"name\":\"a\""));
      assertThat(all.has("data: {\"boards\":2}")).isTrue();
      there.join("b");
      there.leave("a");
      eventually(() -> all.has("{\"at\":1,\"names\":[\"a\"]}"));
      assertThat(all.has("{\"at\":1,\"members\":[{\"name\":\"b\"")).isTrue();
      there.stale();
      eventually(() -> all.lines.stream().anyMatch(line -> isStanding(line, "STALE", true)));

      other.close();
      eventually(() -> all.lines.stream().anyMatch(line -> isStanding(line, "STALE", false)));
      there.join("c");
      try (Page again =
          Page.start(
              Subject.of("there again", there), QUICK.withAddress(Web.loopback(other.port())))) {
        eventually(() -> all.has("\"title\":\"there again\"") && all.has("\"name\":\"c\""));
        // Each page passes on its own server alone, so that two may show each other.
        assertThat(own.has("\"at\":1")).isFalse();
      }
    }
  }

  private static boolean isStanding(String line, String state, boolean heard) {
    return line.startsWith("data: {")
        && line.contains("\"at\":1")
        && line.contains("\"state\":\"" + state + "\"")
        && line.contains("\"heard\":" + heard);
  }

  @Test
  void shouldPassOnExplanations() throws Exception {
    try (Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", Options.local());
        Page other = Page.start(Subject.of(server), QUICK);
        Page page =
            Page.start(
                Subject.of("here", here), QUICK.withBeside(List.of(URI.create(other.url()))))) {
      assertThat(Web.get(page, "/beside/1/explain/a%2Fb%25").body())
          .contains("\"name\":\"a/b%\"", "\"known\":false");
      assertThat(Web.get(page, "/beside/2/explain/a").statusCode()).isEqualTo(404);

      other.close();
      assertThat(Web.get(page, "/beside/1/explain/a").statusCode()).isEqualTo(502);
      assertThat(Web.get(page, "/beside/1/explain/a").body())
          .isEqualTo("{\"error\":\"page '" + other.url() + "' does not explain\"}");
    }
  }

  @Test
  void shouldSayThatAnotherWasNeverHeard() throws Exception {
    try (Page page =
        Page.start(
            Subject.of("here", here),
            QUICK.withBeside(List.of(URI.create("http://127.0.0.1:1/"))))) {
      try (Following all = new Following(page, "/events/all")) {
        eventually(() -> all.has("\"title\":\"127.0.0.1:1\""));
        assertThat(all.lines.stream().anyMatch(line -> isStanding(line, "SYNCING", false)))
            .isTrue();
      }
    }
  }
}
