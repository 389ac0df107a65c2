package io.rollcall.cli.web;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Draws {@code docs/pictures/page.png}, and the same in the dark, on a tablet and on a phone into
 * {@code target}. No test of the build; CONTRIBUTING.md has the command. Members, times and numbers
 * are made up; only the browser's version and the fonts decide how it looks.
 */
@EnabledIfSystemProperty(named = "rollcall.picture", matches = "true")
class PagePicture {
  @Test
  void draw() throws IOException {
    Browser.require();
    Fleet fleet = new Fleet();
    fleet.gather();
    Subject subject =
        new Subject(
            "tcp://rollcall.shop.example:7655",
            fleet.membership,
            Optional.of(fleet),
            Optional.empty());
    PageOptions options =
        PageOptions.defaults().withBeat(Duration.ofMinutes(10)).withClock(fleet.clock);
    try (Page page = Page.start(subject, options);
        Browser browser = Browser.start()) {
      for (int second = 1; second <= 300; second++) {
        fleet.second();
        if (second % 2 == 0) {
          page.beat();
        }
      }
      draw(browser, page, 1280, 800, false, Path.of("../docs/pictures/page.png"));
      draw(browser, page, 1280, 800, true, Path.of("target/page-dark.png"));
      draw(browser, page, 800, 1100, false, Path.of("target/page-tablet.png"));
      draw(browser, page, 390, 844, false, Path.of("target/page-phone.png"));
      draw(browser, page, 390, 844, true, Path.of("target/page-phone-dark.png"));
    }
  }

  private static void draw(
      Browser browser, Page page, int width, int height, boolean dark, Path file)
      throws IOException {
    browser.shape(width, height, width < 600 ? 2 : 1, dark);
    browser.driver.get(page.url());
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> browser.holds("document.querySelectorAll('#timeline li').length > 5"));
    Files.write(file, browser.picture());
  }
}
