package io.rollcall.cli.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Account;
import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.endpoint.WebUrl;
import io.rollcall.testkit.ManualMembership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.interactions.Actions;

/** The page in Chromium. */
class PageBrowserTest {
  private static final PageOptions OPTIONS =
      PageOptions.defaults().withBeat(Duration.ofMillis(500));
  private static final String ROWS = "document.querySelectorAll('#runway .row').length";
  private static Browser browser;

  private final ManualMembership membership = ManualMembership.start();
  private Page page = start(OPTIONS);

  @BeforeAll
  static void startBrowser() {
    Browser.require();
    browser = Browser.start();
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void forget() {
    browser.driver.get("about:blank");
    browser.shape(1280, 800, 1, false);
    browser.complaints();
    browser.network();
  }

  @AfterEach
  void close() {
    page.close();
  }

  private Page start(PageOptions options) {
    Subject subject =
        new Subject(
            "the shop", membership, Optional.empty(), Optional.of(PageBrowserTest::explain));
    return Page.start(subject, options);
  }

  /** What a server says of a member that was refused once. */
  private static Explanation explain(String name) {
    Incarnation one = Incarnation.of(1_700_000_000_000L, new UUID(0, 1));
    Duration second = Duration.ofSeconds(1);
    return new Explanation(
        one,
        name,
        List.of(
            new Account(
                one,
                second,
                List.of(new Account.Stay(3, second, Optional.empty(), Optional.empty())),
                List.of(
                    new Account.Connection(
                        17, "10.0.0.7:4711", second, Account.Fate.STANDS, Optional.empty())),
                List.of(new Account.Missed(42, second)),
                List.of(
                    new Account.Rejection(
                        second,
                        new Refusal(Refusal.Reason.NAME, "<img src=x onerror=alert(1)>"))))));
  }

  private void visit() {
    browser.driver.get(page.url());
    eventually("document.querySelector('#standing').textContent !== 'Connecting'");
  }

  private static void eventually(String expression) {
    await()
        .atMost(60, TimeUnit.SECONDS)
        .pollInterval(30, TimeUnit.MILLISECONDS)
        .untilAsserted(
            () ->
                assertThat(browser.holds(expression))
                    .as("%s, on%n%s", expression, browser.js("return document.body.innerText"))
                    .isTrue());
  }

  private static String text(String selector) {
    return String.valueOf(
        browser.js("return document.querySelector(arguments[0])?.textContent ?? ''", selector));
  }

  private static String count(String text) {
    return "document.querySelector('#count').textContent === '" + text + "'";
  }

  private static String standing(String text) {
    return "document.querySelector('#standing').textContent === '" + text + "'";
  }

  private static void press(CharSequence... keys) {
    new Actions(browser.driver).sendKeys(keys).perform();
  }

  @Test
  void shouldShowAJoinAndALeaveWithoutAReload() {
    membership.join("a");
    visit();
    eventually(count("1"));
    browser.js("window.notReloaded = true");

    membership.join(Member.named("b").withType("cache").withAttribute("zone", "north"));
    eventually("[...document.querySelectorAll('#runway .name')].some(e => e.textContent === 'b')");
    assertThat(text("#runway")).contains("cache", "zone=north", "online");
    membership.leave("b", Cause.LOST);
    eventually(count("1"));
    eventually("document.querySelector('#timeline li').textContent.includes('b leftlost')");
    assertThat(browser.holds("window.notReloaded")).isTrue();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void shouldKeepMarkupOfMembersAsText() {
    String nasty = "<script>window.hit = 1</script><img src=x onerror='window.hit = 2'>";
    membership.join("plain");
    membership.join(
        Member.named(nasty).withType(nasty).withAttribute(nasty, nasty).withAttribute("n", "a\nb"));
    visit();
    eventually(count("2"));
    assertThat(
            browser.js(
                "return [...document.querySelectorAll('#runway .name')].map(e => e.textContent)"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains(nasty);
    membership.leave(nasty, Cause.SILENT);
    membership.join(Member.named(nasty).withAttribute(nasty, nasty));
    eventually("document.querySelectorAll('#timeline li').length >= 3");

    browser.driver.get(
        page.url()
            + "#/server/0/member/"
            + "%3Cscript%3Ewindow.hit%20%3D%201%3C%2Fscript%3E%3Cimg%20src%3Dx%20onerror%3D'window.hit%20%3D%202'%3E");
    eventually("document.querySelectorAll('#member-body .account').length === 1");
    assertThat(text("#member-name")).isEqualTo(nasty);
    assertThat(text("#member-body"))
        .contains(nasty, "<img src=x onerror=alert(1)>", "10.0.0.7:4711", "42");
    assertThat(browser.holds("window.hit")).isFalse();
    assertThat(browser.holds("document.querySelectorAll('img').length === 0")).isTrue();
    assertThat(browser.holds("document.querySelectorAll('script').length === 1")).isTrue();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void shouldSurviveARestart() {
    membership.join("a", "b");
    visit();
    eventually(standing("Live"));

    int port = page.port();
    page.close();
    eventually(standing("No connection"));
    assertThat(text("#banner")).startsWith("No connection to this page’s server since ");
    assertThat(browser.holds(count("2"))).isTrue();
    // Nobody knows whether they still are.
    eventually(
        "[...document.querySelectorAll('#runway .status')]"
            + ".every(e => e.textContent === 'was online' && e.dataset.tone === 'idle')");
    membership.join("c");
    page = start(OPTIONS.withAddress(Web.loopback(port)));
    eventually(standing("Live"));
    eventually(count("3"));
    assertThat(browser.holds("document.querySelector('#banner').hidden")).isTrue();
    // That the connection was lost and refused is all that the console says.
    assertThat(browser.complaints()).allMatch(each -> each.contains("net::ERR_"));
  }

  @Test
  void shouldComeBackWhenThereIsRoomAgain() throws Exception {
    page.close();
    page = start(OPTIONS.withStreams(1));
    membership.join("a");
    try (Web.Following first = new Web.Following(page, "/events")) {
      browser.driver.get(page.url());
      eventually("!document.querySelector('#banner').hidden");
      assertThat(text("#banner")).startsWith("No connection");
    }
    eventually(standing("Live"));
  }

  @Test
  void shouldMarkWhatIsStale() {
    membership.join("a");
    visit();
    eventually(standing("Live"));
    membership.stale();

    eventually(standing("Stale"));
    assertThat(text("#banner")).startsWith("Stale since ");
    eventually("document.title.startsWith('Stale')");
    eventually("document.querySelector('#announce').textContent === 'The roster is now: Stale'");
    membership.becomeLive();
    eventually(standing("Live"));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void shouldFilterAndMoveByKeys() {
    membership.join(Member.named("web-1").withType("web"));
    membership.join(Member.named("web-2").withType("web").withAttribute("zone", "North"));
    membership.join(Member.named("web-10").withType("web"));
    membership.join(Member.named("cache-1").withAttribute("zone", "north"));
    visit();
    eventually(count("4"));

    press("/");
    press("north WEB");
    eventually(count("1 of 4"));
    press(Keys.ESCAPE);
    eventually(count("4"));
    press("web");
    eventually(count("3 of 4"));
    press(Keys.ARROW_DOWN);
    press(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_UP);
    eventually(
        "document.getElementById(document.querySelector('#grid')"
            + ".getAttribute('aria-activedescendant')).textContent.startsWith('web-2')");
    press(Keys.ENTER);
    eventually("document.querySelector('#member-name').textContent === 'web-2'");
    assertThat(browser.holds("location.hash === '#/server/0/member/web-2'")).isTrue();
    eventually("document.querySelector('#member-body').textContent.includes('10.0.0.7:4711')");
    press(Keys.ESCAPE);
    eventually("!document.querySelector('#roster').hidden");
    press(Keys.END);
    eventually(
        "document.querySelector('#runway [aria-selected=true] .name').textContent === 'web-10'");
    press(Keys.ESCAPE);
    eventually(count("4"));
    press(Keys.TAB);
    assertThat(browser.holds("document.activeElement.matches('#grid button')")).isTrue();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void shouldDrawOnlyWhatIsInViewOfNineThousand() {
    membership.gather(
        () -> {
          for (int i = 0; i < 9_000; i++) {
            membership.join(Member.named("member-" + i).withAttribute("number", "n" + i));
          }
        });
    visit();
    eventually(count("9,000"));
    assertThat((Long) browser.js("return " + ROWS)).isBetween(10L, 60L);
    browser.js("document.querySelector('#grid').focus()");
    press(Keys.END);
    eventually(
        "[...document.querySelectorAll('#runway .name')].some(e => e.textContent ==="
            + " 'member-8999')");
    assertThat((Long) browser.js("return " + ROWS)).isBetween(10L, 60L);
    assertThat((Long) browser.js("return document.querySelectorAll('*').length")).isLessThan(2_000);

    // What is filtered out comes and goes without being drawn.
    browser.js("document.querySelector('#filter').value = 'n8999'");
    browser.js("document.querySelector('#filter').dispatchEvent(new Event('input'))");
    eventually(count("1 of 9,000"));
    membership.leave("member-8999", Cause.GOODBYE);
    eventually(count("0 of 8,999"));
    assertThat(text("#empty")).isEqualTo("No member matches the filter.");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void shouldLoadNothingFromElsewhere() {
    membership.join("a");
    visit();
    eventually(count("1"));
    browser.driver.get(page.url() + "#/server/0/member/a");
    eventually("document.querySelectorAll('#member-body .account').length === 1");

    assertThat(browser.network())
        .hasSizeGreaterThan(3)
        .allMatch(
            each ->
                each.contains("\"url\":\"" + page.url()) || each.contains("\"url\":\"about:blank"));
    assertThat(browser.complaints()).isEmpty();
    // What would be against the policy is refused, and complained of.
    browser.js(
        "const s = document.createElement('style'); s.textContent = '*{color:red}';"
            + " document.head.append(s);");
    await().atMost(60, TimeUnit.SECONDS).until(() -> !browser.complaints().isEmpty());
    Object refused =
        browser.js(
            "try { document.body.innerHTML = '<b>x</b>'; return false } catch (e) { return true }");
    assertThat(refused).isEqualTo(true);
  }

  @Test
  void shouldShowServersSideBySide() {
    ManualMembership second = ManualMembership.start();
    second.join("a", "c");
    membership.join("a", "b");
    try (Page other = Page.start(Subject.of("the other", second), OPTIONS)) {
      page.close();
      page = start(OPTIONS.withBeside(List.of(WebUrl.of(other.url()))));
      visit();
      eventually(standing("2 of 2 live"));
      eventually(count("3"));
      // Both are called by their pages.
      assertThat(text("#tabs"))
          .contains("All", "127.0.0.1:" + page.port() + "2", "127.0.0.1:" + other.port() + "2");
      eventually(
          "document.querySelector('#runway').textContent.includes('not on 127.0.0.1:%d')"
              .formatted(page.port()));
      browser.js("document.querySelector('#differs').click()");
      eventually(count("2 of 3"));
      browser.js("document.querySelectorAll('#tabs a')[2].click()");
      eventually(count("2"));
      assertThat(text("#title")).isEqualTo("the other");
      browser.js("document.querySelectorAll('#tabs a')[0].click()");
      second.stale();
      eventually(standing("1 of 2 live"));
      assertThat(text("#banner")).contains("127.0.0.1:" + other.port() + ": Stale since");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /** A browser has six connections for all tabs of a page; a stream takes one. */
  @Test
  void shouldShareOneStreamAmongTheTabsOfABrowser() {
    membership.join("a");
    String first = browser.driver.getWindowHandle();
    List<String> tabs = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        browser.driver.switchTo().newWindow(WindowType.TAB);
        tabs.add(browser.driver.getWindowHandle());
        visit();
        eventually(standing("Live"));
        eventually(count("1"));
      }
      await().atMost(60, TimeUnit.SECONDS).until(() -> page.streams() == 1);

      // The first leads; one that is left takes over, and all see what happens then.
      browser.driver.switchTo().window(tabs.remove(0));
      browser.driver.close();
      browser.driver.switchTo().window(tabs.get(0));
      await().atMost(60, TimeUnit.SECONDS).until(() -> page.streams() == 1);
      membership.join("b");
      for (String tab : tabs) {
        browser.driver.switchTo().window(tab);
        eventually(count("2"));
        eventually(standing("Live"));
      }
      page.close();
      for (String tab : tabs) {
        browser.driver.switchTo().window(tab);
        eventually(standing("No connection"));
      }
    } finally {
      for (String tab : tabs) {
        browser.driver.switchTo().window(tab);
        browser.driver.close();
      }
      browser.driver.switchTo().window(first);
    }
  }

  @Test
  void shouldKeepTextThatTurnsAroundInItsPlace() {
    String turning = "a\u202Eb";
    membership.becomeLive();
    membership.join(
        Member.named(turning)
            .withType(turning)
            .withAttribute(turning, "1")
            .withAttribute("z", "2"));
    visit();
    eventually(count("1"));
    eventually("document.querySelectorAll('#timeline li a bdi').length === 1");

    for (String selector :
        List.of("#runway .name", "#runway .type", "#runway .pair", "#timeline a > *", "#title")) {
      assertThat(
              browser.js(
                  "return getComputedStyle(document.querySelector(arguments[0])).unicodeBidi",
                  selector))
          .as(selector)
          .isEqualTo("isolate");
    }
    assertThat(text("#runway .name")).isEqualTo(turning);
    assertThat(browser.js("return document.querySelectorAll('#runway .pair').length"))
        .isEqualTo(2L);
    assertThat(browser.js("return document.querySelector('#runway .name').title"))
        .isEqualTo("\u2068" + turning + "\u2069");
  }

  @ParameterizedTest
  @CsvSource({"390,844", "800,1100", "1280,800"})
  void shouldShowTheTypeAndAllAttributesWhereThereIsRoom(int width, int height) {
    membership.join(
        Member.named("web-1")
            .withType("web")
            .withAttribute("port", "8080")
            .withAttribute("version", "4.2.1")
            .withAttribute("zone", "north"));
    browser.shape(width, height, 1, false);
    visit();
    eventually(count("1"));

    assertThat(browser.holds("document.querySelector('#runway .type').clientWidth > 20")).isTrue();
    for (String cell : List.of("name", "type", "status", "since", "attributes")) {
      String shown = "(e => e.scrollWidth <= e.clientWidth)(document.querySelector('#runway .%s'))";
      assertThat(browser.holds(shown.formatted(cell))).as(cell).isTrue();
    }
  }

  @Test
  void shouldMoveByKeysFromTheStart() {
    membership.join("a", "b");
    visit();
    eventually(count("2"));

    press(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
    eventually("document.querySelector('#runway [aria-selected=true] .name').textContent === 'b'");
    press(Keys.ENTER);
    eventually("document.querySelector('#member-name').textContent === 'b'");
    browser.shape(1280, 300, 1, false);
    press(Keys.END);
    eventually("document.querySelector('#member-body').scrollTop > 0");
  }

  @Test
  void shouldNameWhoJoinsAFreshServer() {
    membership.becomeLive();
    visit();
    eventually(standing("Live"));
    membership.join("first");
    eventually("document.querySelector('#timeline li')?.textContent.endsWith('firstjoined')");
    membership.gather(
        () -> {
          for (int i = 0; i < 500; i++) {
            membership.join("many-" + i);
          }
        });
    eventually("document.querySelector('#timeline li').textContent.includes('501 membersjoined')");
    assertThat(browser.js("return document.querySelectorAll('#timeline li a').length"))
        .isEqualTo(0L);
  }

  @Test
  void shouldFitAPhone() {
    membership.join(Member.named("a".repeat(255)).withAttribute("k", "v".repeat(9_000)));
    browser.shape(360, 700, 2, true);
    visit();
    eventually(count("1"));

    assertThat(browser.holds("document.documentElement.scrollWidth <= 360")).isTrue();
    assertThat(browser.js("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(17, 21, 27)");
    browser.js("document.querySelector('#runway .row').click()");
    eventually("document.querySelectorAll('#member-body .account').length === 1");
    assertThat(browser.holds("document.documentElement.scrollWidth <= 360")).isTrue();
    assertThat(browser.complaints()).isEmpty();
  }
}
