package io.rollcall.cli.web;

import io.rollcall.processes.SearchPath;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window. Both programs are those on the PATH; nothing is fetched. */
final class Browser implements AutoCloseable {
  final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Skips the test where there is none; on the build server nothing is skipped in silence. */
  static void require() {
    String missing =
        "chromium and chromedriver are not on the PATH (Debian: chromium chromium-driver)";
    boolean found = SearchPath.has("chromium") && SearchPath.has("chromedriver");
    if ("true".equals(System.getenv("CI")) && !found) {
      throw new AssertionError(missing + ", and CI=true forbids to skip");
    }
    Assumptions.assumeTrue(found, missing);
  }

  static Browser start() {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(SearchPath.find("chromium").orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--hide-scrollbars",
        "--window-size=1280,800");
    options.setCapability("goog:loggingPrefs", logs);
    File program = SearchPath.find("chromedriver").orElseThrow().toFile();
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program)
            .usingAnyFreePort()
            .withEnvironment(environment())
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60));
    return new Browser(driver);
  }

  private static Map<String, String> environment() {
    return Map.of("TZ", "UTC", "SE_OFFLINE", "true", "SE_AVOID_STATS", "true");
  }

  /** The window's inner size, and whether it is dark. */
  void shape(int width, int height, double scale, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width, "height", height, "deviceScaleFactor", scale, "mobile", width < 600));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** Whether this expression is true. */
  boolean holds(String expression) {
    return Boolean.TRUE.equals(js("return Boolean(" + expression + ")"));
  }

  /** What a script gives. */
  Object js(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** The console's errors and warnings since this was last asked. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(each -> each.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** What was asked of the network since this was last asked, as the browser's own events. */
  List<String> network() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(each -> each.contains("\"Network.requestWillBeSent\""))
        .toList();
  }

  byte[] picture() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
