package io.rollcall.cli.web;

import static io.rollcall.cli.web.Web.get;
import static io.rollcall.cli.web.Web.raw;
import static io.rollcall.cli.web.Web.read;
import static io.rollcall.cli.web.Web.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.cli.Pace;
import io.rollcall.cli.json.ExplanationJson;
import io.rollcall.cli.json.Json;
import io.rollcall.cli.web.Web.Following;
import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Client;
import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Explanations;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Metered;
import io.rollcall.discovery.Metric;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.endpoint.WebUrl;
import io.rollcall.testkit.ManualMembership;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

/** What the page says over HTTP. */
class PageTest {
  private static final long PATIENCE_SECONDS = 60;
  private static final PageOptions QUIET = PageOptions.defaults().withBeat(Duration.ofMinutes(10));

  private final ManualMembership membership = ManualMembership.start();
  private Page page = Page.start(Subject.of("the shop", membership), QUIET);

  @AfterEach
  void close() {
    page.close();
  }

  private void restart(PageOptions options) {
    page.close();
    page = Page.start(Subject.of("the shop", membership), options);
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).until(condition);
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/page.css, text/css; charset=utf-8",
    "/page.js, text/javascript; charset=utf-8",
    "/icon.svg, image/svg+xml",
    "/metrics, text/plain; version=0.0.4; charset=utf-8",
  })
  void shouldServeEachPathWithItsHeaders(String path, String type) throws Exception {
    HttpResponse<String> response = get(page, path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(type);
    assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';")
        .doesNotContain("unsafe");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(response.headers().map()).doesNotContainKey("set-cookie");
  }

  @Test
  void shouldHaveNothingInline() throws Exception {
    assertThat(get(page, "/").body())
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContain("<style", "style=", "onclick", "//cdn", "https://");
  }

  @Test
  void shouldAnswerTheHeadAlone() throws Exception {
    HttpResponse<String> head = request(page, "HEAD", "/page.js");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length"))
        .hasValue(String.valueOf(get(page, "/page.js").body().getBytes(UTF_8).length));
    assertThat(request(page, "HEAD", "/events").statusCode()).isEqualTo(200);
    assertThat(page.streams()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"POST,/", "PUT,/health", "DELETE,/explain/a", "OPTIONS,/events"})
  void shouldRefuseWhatIsNotReading(String method, String path) throws Exception {
    HttpResponse<String> response = request(page, method, path);

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
  }

  @ParameterizedTest
  @CsvSource({"/nothing", "/page.html", "/explain/", "/events/1"})
  void shouldKnowNoOtherPath(String path) throws Exception {
    assertThat(get(page, path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../page.js", "/%2e%2e/etc/passwd"})
  void shouldRefusePathsThatLeaveTheRoot(String path) throws Exception {
    assertThat(get(page, path).statusCode()).isEqualTo(400);
  }

  /** What stands in the target counts, as for a proxy. */
  @ParameterizedTest
  @CsvSource({
    "http://evil.example/health HTTP/1.1,evil.example,403",
    "http://evil.example/health HTTP/1.1,localhost,400",
    "http://localhost/health HTTP/1.1,evil.example,400",
    "http://localhost/health HTTP/1.1,localhost,200"
  })
  void shouldLookAtTheHostOfTheTarget(String target, String host, int status) throws Exception {
    membership.becomeLive();
    try (Socket socket = raw(page, "GET " + target, "Host: " + host, "Connection: close")) {
      assertThat(read(socket)).startsWith("HTTP/1.1 " + status + " ");
    }
    try (Socket socket = raw(page, "GET http://evil.example/health HTTP/1.0")) {
      assertThat(read(socket)).startsWith("HTTP/1.1 403 ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost,200",
    "LOCALHOST:99,200",
    "127.0.0.1:8080,200",
    "[::1]:80,200",
    "a.localhost,200",
    "evil.example,403",
    "127.0.0.1.evil.example,403",
    "localhost.evil.example:80,403",
    "10.0.0.1,403"
  })
  void shouldAnswerToItsOwnNamesAlone(String host, int status) throws Exception {
    membership.becomeLive();
    try (Socket socket = raw(page, "GET /health HTTP/1.1", "Host: " + host, "Connection: close")) {
      assertThat(read(socket)).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  @Test
  void shouldAnswerHealthChecksThatNameNoHost() throws Exception {
    membership.becomeLive();
    try (Socket socket = raw(page, "GET /health HTTP/1.0")) {
      assertThat(read(socket)).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void shouldAnswerToAnyNameWhereEverybodyMayReadIt() throws Exception {
    restart(QUIET.withAddress(new InetSocketAddress(0)));
    membership.becomeLive();
    try (Socket socket =
        raw(page, "GET /health HTTP/1.1", "Host: host7.example", "Connection: close")) {
      assertThat(read(socket)).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void shouldBeHealthyWhileLive() throws Exception {
    HttpResponse<String> before = get(page, "/health");
    membership.join("a", "b");
    HttpResponse<String> live = get(page, "/health");
    membership.stale();

    assertThat(before.statusCode()).isEqualTo(503);
    assertThat(JSON.std.mapFrom(before.body())).containsEntry("state", "SYNCING");
    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(JSON.std.mapFrom(live.body())).isEqualTo(Map.of("state", "LIVE", "members", 2));
    assertThat(get(page, "/health").statusCode()).isEqualTo(503);
  }

  @Test
  void shouldSayTheWholeStateAndThenWhatChanges() throws Exception {
    membership.join("a", "b");
    try (Following following = new Following(page, "/events")) {
      eventually(() -> following.has("event: ready"));
      assertThat(following.lines.subList(0, 3)).containsExactly("retry: 2000", "", "event: boards");
      assertThat(following.lines)
          .allMatch(line -> line.matches("|retry: 2000|:.*|event: [a-z]+|data: \\{.*\\}"));
      assertThat(following.has("\"title\":\"the shop\"")).isTrue();
      assertThat(following.response.headers().firstValue("Content-Type"))
          .hasValue("text/event-stream");

      membership.join("c");
      membership.leave("a", Cause.LOST);
      eventually(() -> following.has("\"cause\":\"LOST\""));
      assertThat(following.has("\"kind\":\"joined\",\"t\":")).isTrue();
      assertThat(following.lines).contains("data: {\"at\":0,\"names\":[\"a\"]}");
      membership.stale();
      eventually(() -> following.has("\"state\":\"STALE\""));
      try (Following later = new Following(page, "/events")) {
        eventually(() -> later.has("event: ready"));
        assertThat(later.lines).anyMatch(line -> line.contains("\"members\":[{\"name\":\"b\""));
        assertThat(later.has("[{\"name\":\"a\"")).isFalse();
      }
    }
    // The server notices at the next thing that it has to say.
    eventually(
        () -> {
          membership.join("d" + System.nanoTime());
          return page.streams() == 0;
        });
  }

  @Test
  void shouldKeepTextOfMembersInItsPlace() throws Exception {
    String nasty = "</script><script>alert(1)</script>\n\nevent: gone\r\ndata: {}\u2028";
    membership.join(Member.named("<b>/%41 ü").withAttribute("<i>", nasty));
    try (Following following = new Following(page, "/events")) {
      eventually(() -> following.has("event: ready"));

      String members =
          following.lines.stream().filter(line -> line.contains("\"members\":")).findFirst().get();
      Map<?, ?> data = JSON.std.mapFrom(members.substring("data: ".length()));
      Map<?, ?> member = (Map<?, ?>) ((List<?>) data.get("members")).get(0);
      assertThat(member.get("name")).isEqualTo("<b>/%41 ü");
      assertThat(member.get("attributes")).isEqualTo(Map.of("<i>", nasty));
      assertThat(following.lines).doesNotContain("event: gone");
    }
  }

  @Test
  void shouldLetSoManyFollow() throws Exception {
    restart(QUIET.withStreams(1));
    try (Following first = new Following(page, "/events")) {
      eventually(() -> first.has("event: ready"));
      try (Following second = new Following(page, "/events/all")) {
        assertThat(second.response.statusCode()).isEqualTo(503);
        assertThat(second.response.headers().firstValue("Retry-After")).hasValue("10");
        eventually(() -> second.has("as many as 1 follow this page already"));
      }
    }
  }

  /** More comes than the buffers of any system hold. */
  @Test
  void shouldNotWaitForOneWhoDoesNotRead() throws Exception {
    restart(QUIET.withPatience(Duration.ofSeconds(2)));
    try (Socket stalled = raw(page, "GET /events HTTP/1.1", "Host: localhost");
        Following reader = new Following(page, "/events")) {
      eventually(() -> page.streams() == 2 && reader.has("event: ready"));
      flood("a");

      eventually(() -> reader.has("\"last\":\"a\""));
      eventually(() -> page.streams() == 1);
      assertThat(stalled.isConnected()).isTrue();
    }
  }

  @Test
  void shouldStartOverWithOneWhoWasSlow() throws Exception {
    try (Socket slow = raw(page, "GET /events HTTP/1.1", "Host: localhost")) {
      eventually(() -> page.streams() == 1);
      flood("b");

      StringBuilder all = new StringBuilder();
      byte[] part = new byte[64 * 1024];
      slow.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      while (all.indexOf("\"last\":\"b\"") < 0
          || all.indexOf("event: ready", all.lastIndexOf("event: begin")) < 0) {
        all.append(new String(part, 0, slow.getInputStream().read(part), UTF_8));
      }
      // The whole state came again, and it is the newest; much of what was between never came.
      assertThat(all.toString().split("event: begin", -1).length).isGreaterThan(2);
      assertThat(all.length()).isLessThan(FLOOD / 2);
    }
  }

  private static final int FLOOD = 48 * 1024 * 1024;

  /** So many bytes of updates of one member, the last of which is marked. */
  private void flood(String mark) {
    String much = "x".repeat(15_000);
    membership.join(Member.named("big").withAttribute("much", much));
    for (int i = 0; i < FLOOD / 15_000; i++) {
      membership.update(Member.named("big").withAttribute("much", much + i));
    }
    membership.update(Member.named("big").withAttribute("last", mark));
  }

  @Test
  void shouldExplain() throws Exception {
    try (Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", Pace.BRISK);
        Page own = Page.start(Subject.of(server), QUIET);
        Client client = Client.start(server.urlServer(), "<script>/ 50%+")) {
      assertThat(client.awaitJoined(Duration.ofSeconds(PATIENCE_SECONDS))).isTrue();

      Map<String, Object> known =
          JSON.std.mapFrom(get(own, "/explain/%3Cscript%3E%2F%2050%25+").body());
      assertThat(known).containsEntry("name", "<script>/ 50%+").containsEntry("known", true);
      assertThat(known.get("accounts").toString()).contains("present=true", "fate=STANDS");
      Explanations asked =
          Explanations.ask(
              server.urlServer(),
              "<script>/ 50%+",
              Duration.ofSeconds(PATIENCE_SECONDS),
              Options.local());
      Map<String, Object> command =
          JSON.std.mapFrom(Json.of(ExplanationJson.of("<script>/ 50%+", asked)));
      assertThat(names(known)).containsAll(names(((List<?>) command.get("answers")).get(0)));
      HttpResponse<String> unknown = get(own, "/explain/nobody");
      assertThat(unknown.statusCode()).isEqualTo(200);
      assertThat(unknown.body()).contains("\"known\":false", "\"accounts\":[]");
      HttpResponse<String> malformed = get(own, "/explain/a%7Cb");
      assertThat(malformed.statusCode()).isEqualTo(HttpURLConnection.HTTP_BAD_REQUEST);
      assertThat(malformed.body()).isEqualTo("{\"error\":\"name 'a|b' contains '|'\"}");
      assertThat(get(own, "/beside/1/explain/a").statusCode()).isEqualTo(404);
      assertThat(get(own, "/metrics").body())
          .contains(
              "rollcall_members{role=\"server\"} 1.0",
              "jvm_memory_used_bytes",
              "rollcall_page_streams");

      server.close();
      assertThat(get(own, "/explain/nobody").statusCode()).isEqualTo(503);
    }
    assertThat(get(page, "/explain/a").statusCode()).isEqualTo(404);
  }

  /** All names of fields but those of the endpoint that was asked. */
  private static Set<String> names(Object value) {
    Set<String> names = new TreeSet<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, each) -> {
            names.add((String) key);
            names.addAll(names(each));
          });
    } else if (value instanceof List<?> list) {
      list.forEach(each -> names.addAll(names(each)));
    }
    names.remove("endpoint");
    return names;
  }

  @Test
  void shouldShowAMembershipThatIsFixed() throws Exception {
    try (Page fixed = Page.start(Subject.of("two", Membership.of("a", "b")), QUIET);
        Following following = new Following(fixed, "/events")) {
      eventually(() -> following.has("\"name\":\"b\""));
    }
  }

  /** More of them than there are threads. */
  @ParameterizedTest
  @ValueSource(strings = {"GET /health HTTP/1.1\r\nHost: localho", "GE", ""})
  void shouldAnswerBesideThoseWhoSendHalf(String half) throws Exception {
    membership.becomeLive();
    List<Socket> crowd = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Socket each = new Socket(InetAddress.getLoopbackAddress(), page.port());
        crowd.add(each);
        each.getOutputStream().write(half.getBytes(UTF_8));
      }
      for (String path : List.of("/", "/health", "/metrics")) {
        assertThat(get(page, path).statusCode()).as(path).isEqualTo(200);
      }
    } finally {
      for (Socket each : crowd) {
        each.close();
      }
    }
  }

  @Test
  void shouldAnswerProbesWhileEverythingElseIsBusy() throws Exception {
    membership.becomeLive();
    CountDownLatch asked = new CountDownLatch(16);
    CountDownLatch released = new CountDownLatch(1);
    Subject slow =
        new Subject(
            "slow",
            membership,
            Optional.empty(),
            Optional.of(
                name -> {
                  asked.countDown();
                  await()
                      .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
                      .until(() -> released.getCount() == 0);
                  throw new IllegalStateException("enough");
                }));
    List<Socket> crowd = new ArrayList<>();
    try (Page busy = Page.start(slow, QUIET)) {
      for (int i = 0; i < 150; i++) {
        crowd.add(raw(busy, "GET /explain/a HTTP/1.1", "Host: localhost"));
      }
      asked.await();
      assertThat(get(busy, "/health").statusCode()).isEqualTo(200);
      assertThat(get(busy, "/metrics").statusCode()).isEqualTo(200);
      released.countDown();
    } finally {
      for (Socket each : crowd) {
        each.close();
      }
    }
  }

  @Test
  void shouldGoOnAfterABeatThatFails() throws Exception {
    AtomicInteger beats = new AtomicInteger();
    Metric odd =
        new Metric(
            "rounds",
            Metric.Kind.GAUGE,
            "",
            "Fails once.",
            Map.of(),
            () -> {
              if (beats.incrementAndGet() == 2) {
                throw new IllegalStateException("on purpose");
              }
              return beats.get();
            });
    Metered metered =
        new Metered() {
          @Override
          public List<Metric> metrics() {
            return List.of(odd);
          }

          @Override
          public boolean isClosed() {
            return false;
          }
        };
    PageOptions quick = PageOptions.defaults().withBeat(Duration.ofMillis(20));
    try (Page own =
        Page.start(new Subject("odd", membership, Optional.of(metered), Optional.empty()), quick)) {
      eventually(() -> beats.get() > 3);
      assertThat(own.port()).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rollcall.example,200",
    "ROLLCALL.example:8443,200",
    "localhost,200",
    "other.rollcall.example,403",
    "rollcall.example.evil,403"
  })
  void shouldAnswerToNamesThatItIsGiven(String host, int status) throws Exception {
    restart(QUIET.withHosts(List.of("Rollcall.Example", "host7")));
    membership.becomeLive();
    try (Socket socket = raw(page, "GET /health HTTP/1.1", "Host: " + host, "Connection: close")) {
      assertThat(read(socket)).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "http://a", "a:80", "*", "-a"})
  void shouldRefuseNamesThatAreNone(String name) {
    assertThatThrownBy(() -> QUIET.withHosts(List.of(name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("host '" + name + "'");
  }

  @Test
  void shouldNameAnAddressThatIsTaken() {
    PageOptions taken = QUIET.withAddress(Web.loopback(page.port()));

    assertThatThrownBy(() -> Page.start(Subject.of("other", membership), taken))
        .isInstanceOf(DiscoveryException.class)
        .hasMessage("page at '127.0.0.1:%d' can't be bound: Address already in use", page.port());
  }

  @ParameterizedTest
  @CsvSource({"ftp://a/", "http:///", "http://a/events", "http://a/?b", "a:80", "http://u:p@a/"})
  void shouldRefuseOtherPagesThatAreNone(String url) {
    assertThatThrownBy(() -> QUIET.withBeside(List.of(WebUrl.of(url))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + url + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "::1,[::1]:80",
    "::,[::]:80",
    "2001:db8::1,[2001:db8::1]:80",
    "2001:db8:1:2:3:4:5:6,[2001:db8:1:2:3:4:5:6]:80",
    "10.0.0.0,10.0.0.0:80",
  })
  void shouldWriteAnAddressAsPeopleDo(String address, String text) {
    assertThat(Page.text(new InetSocketAddress(address, 80))).isEqualTo(text);
  }
}
