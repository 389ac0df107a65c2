package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Finding.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private final List<Finding> findings = new ArrayList<>();

  private static String limits(String soft) {
    return "Max processes             100    100    processes\n"
        + "Max open files            %s                 1048576              files\n"
            .formatted(soft);
  }

  @ParameterizedTest
  @CsvSource({
    "unlimited, OK, 2147483433",
    "20000, OK, 19786",
    "1024, WARN, 810",
    "256, FAIL, 74",
    "64, FAIL, 0"
  })
  void shouldTellHowManyConnectionsTheDescriptorsServe(String soft, Level level, String serves) {
    LimitCheck.descriptors(limits(soft), findings);

    assertThat(findings).singleElement().extracting(Finding::level).isEqualTo(level);
    assertThat(findings.get(0).text()).contains("serves " + serves + " connections");
  }

  @ParameterizedTest
  @CsvSource({"128, WARN", "4096, OK"})
  void shouldLookAtTheListenQueue(long somaxconn, Level level) {
    LimitCheck.backlog(somaxconn, findings);

    assertThat(findings).singleElement().extracting(Finding::level).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-01T00:00:05Z, WARN, 5 s in the future",
    "1970-01-01T00:00:09Z, WARN, has started 1970",
    "2026-06-01T00:00:01Z, OK, none of 1 is ahead",
    "2026-05-31T00:00:00Z, OK, none of 1 is ahead"
  })
  void shouldCompareClocks(Instant start, Level level, String text) {
    ClockCheck.of(Map.of("member 'a'", start), NOW, findings);

    assertThat(findings).singleElement().extracting(Finding::level).isEqualTo(level);
    assertThat(findings.get(0).text()).contains(text);
  }

  @Test
  void shouldSayThatNoClockWasSeen() {
    ClockCheck.of(Map.of(), NOW, findings);

    assertThat(findings).singleElement().extracting(Finding::level).isEqualTo(Level.WARN);
  }

  @ParameterizedTest
  @CsvSource({"null, 0", "30, 0", "3600, 1", "-1, 1"})
  void shouldWarnOfAddressesThatAreKeptForLong(String ttl, int warnings) {
    VersionCheck.lookups(ttl, findings);

    assertThat(findings).hasSize(warnings);
  }
}
