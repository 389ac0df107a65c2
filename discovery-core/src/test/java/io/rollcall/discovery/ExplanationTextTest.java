package io.rollcall.discovery;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Account.Connection;
import io.rollcall.discovery.Account.Fate;
import io.rollcall.discovery.Account.Missed;
import io.rollcall.discovery.Account.Rejection;
import io.rollcall.discovery.Account.Stay;
import io.rollcall.discovery.Refusal.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTextTest {
  private static final Incarnation SERVER = Incarnation.of(1_000, new UUID(0, 1));

  @Test
  void shouldTellAFactALine() {
    Account gone =
        new Account(
            Incarnation.of(2_000, new UUID(0, 2)),
            ofMillis(12_750),
            List.of(
                new Stay(2, ofSeconds(65), Optional.of(ofMillis(12_500)), Optional.of(Cause.LOST)),
                new Stay(1, ofSeconds(90), Optional.of(ofSeconds(70)), Optional.empty())),
            List.of(
                new Connection(
                    7, "10.0.0.7:4711", ofSeconds(65), Fate.LOST, Optional.of(ofMillis(12_750))),
                new Connection(3, "", ofSeconds(90), Fate.STANDS, Optional.empty())),
            List.of(new Missed(31, ofSeconds(20))),
            List.of(new Rejection(ofSeconds(3), new Refusal(Reason.LIMIT, "full"))));

    assertThat(new Explanation(SERVER, "a", List.of(gone)))
        .hasToString(
            """
            'a', says server 00000000-0000-0000-0000-000000000001 of 1970-01-01T00:00:01Z:
              00000000-0000-0000-0000-000000000002 of 1970-01-01T00:00:02Z left 12.500 s ago, LOST
                last word 12.750 s ago
                stay 2: joined 1 min 5 s ago, left 12.500 s ago, LOST
                stay 1: joined 1 min 30 s ago, left 1 min 10 s ago, the server lost sight of everybody
                connection 7 from 10.0.0.7:4711: since 1 min 5 s ago, lost 12.750 s ago
                connection 3: since 1 min 30 s ago, stands
                missed round 31, 20.000 s ago
                refused 3.000 s ago, LIMIT: full\
            """);
  }

  @Test
  void shouldTellWhoIsPresentAndWhoNeverWas() {
    Account present =
        account(List.of(new Stay(1, ofSeconds(1), Optional.empty(), Optional.empty())));

    assertThat(new Explanation(SERVER, "a", List.of(present)).toString())
        .contains("1970-01-01T00:00:02Z is present\n", "stay 1: joined 1.000 s ago\n");
    assertThat(new Explanation(SERVER, "a", List.of(account(List.of()))).toString())
        .contains("was never a member");
    assertThat(new Explanation(SERVER, "a", List.of()).toString())
        .endsWith(": not known, neither now nor within the last hour");
  }

  /** A stranger chooses the name of its cluster, and a server may be a stranger. */
  @Test
  void shouldNotLetATextFromAfarForgeALine() {
    assertThat(new Explanation(SERVER, "a\n  forged", List.of()).toString()).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.000 s",
    "59999, 59.999 s",
    "60000, 1 min 0 s",
    "3599999, 59 min 59 s",
    "3600000, 1 h 0 min",
    "100000000, 27 h 46 min"
  })
  void shouldTellAnAge(long millis, String text) {
    assertThat(ExplanationText.age(Duration.ofMillis(millis))).isEqualTo(text);
  }

  private static Account account(List<Stay> stays) {
    return new Account(
        Incarnation.of(2_000, new UUID(0, 2)),
        Duration.ZERO,
        stays,
        List.of(new Connection(1, "", Duration.ZERO, Fate.STANDS, Optional.empty())),
        List.of(),
        List.of());
  }
}
