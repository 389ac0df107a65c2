package io.rollcall.discovery.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Account;
import io.rollcall.discovery.Account.Connection;
import io.rollcall.discovery.Account.Fate;
import io.rollcall.discovery.Account.Missed;
import io.rollcall.discovery.Account.Stay;
import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.Refusal.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much a server remembers, and for how long. */
class AuditTrailTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final Refusal FULL = new Refusal(Reason.LIMIT, "full");

  private final AuditTrail auditTrail = new AuditTrail();

  @Test
  void shouldRememberWhoIsGoneForAnHour() {
    comeAndGo("a", 1, 5);

    assertThat(explain("a", 5 + HOUR).isKnown()).isTrue();
    assertThat(explain("a", 6 + HOUR).isKnown()).isFalse();
  }

  @Test
  void shouldRememberWhoIsThereForEver() {
    auditTrail.of("present", SurveyorHarness.client(1)).joined(1, 0);
    ClientAudit connected = auditTrail.of("connected", SurveyorHarness.client(2));
    connected.linked(new Peer(1), 0);
    connected.joined(1, 0);
    connected.left(1, Cause.SILENT, 0);

    assertThat(explain("present", 100 * HOUR).isKnown()).isTrue();
    assertThat(explain("connected", 100 * HOUR).isKnown()).isTrue();
    connected.unlinked(new Peer(1), Fate.LOST, 100 * HOUR);
    assertThat(explain("connected", 101 * HOUR).isKnown()).isTrue();
    assertThat(explain("connected", 101 * HOUR + 1).isKnown()).isFalse();
  }

  @Test
  void shouldGoOnWithTheChronicleOfOneThatReturns() {
    comeAndGo("a", 1, 5);
    ClientAudit back = auditTrail.of("a", SurveyorHarness.client(1));
    back.joined(2, 6);

    assertThat(explain("a", 2 * HOUR).accounts()).hasSize(1);
    assertThat(stays("a", 2 * HOUR)).extracting(Stay::session).containsExactly(2, 1);
  }

  @Test
  void shouldForgetTheFirstOfMoreThanTenThousand() {
    for (int i = 0; i <= 10_000; i++) {
      comeAndGo("client" + i, i + 1, i);
    }

    assertThat(explain("client0", 10_000).isKnown()).isFalse();
    assertThat(explain("client1", 10_000).isKnown()).isTrue();
    assertThat(explain("client10000", 10_000).isKnown()).isTrue();
  }

  @Test
  void shouldNotForgetMembersForRefusedStrangers() {
    comeAndGo("member", 1, 0);
    for (int i = 0; i <= 1_000; i++) {
      refuse("stranger" + i, 10 + i, i);
    }
    assertThat(explain("stranger0", 1_000).isKnown()).isFalse();
    assertThat(explain("stranger1", 1_000).isKnown()).isTrue();

    for (int i = 0; i < 20; i++) {
      refuse("member", 2_000 + i, 1_000);
    }
    assertThat(explain("member", 1_000).accounts())
        .hasSize(8)
        .extracting(Account::client)
        .contains(SurveyorHarness.client(1), SurveyorHarness.client(2_019));
  }

  @Test
  void shouldTellOfTheLatestOfManyOfOneNameAndOfThoseThereFirst() {
    auditTrail.of("a", SurveyorHarness.client(1)).joined(1, 0);
    for (int i = 2; i <= 20; i++) {
      comeAndGo("a", i, i);
    }

    assertThat(explain("a", 20).accounts())
        .extracting(Account::client)
        .startsWith(SurveyorHarness.client(20), SurveyorHarness.client(19))
        .endsWith(SurveyorHarness.client(1))
        .hasSize(8);
  }

  @Test
  void shouldKeepTheLatestOfEachKind() {
    ClientAudit audit = auditTrail.of("a", SurveyorHarness.client(1));
    for (int i = 1; i <= 20; i++) {
      audit.missed(i, i);
      audit.joined(i, i);
      audit.left(i, Cause.SILENT, i);
      audit.refused(FULL, i);
    }

    Account account = explain("a", 20).accounts().get(0);
    assertThat(account.missed()).hasSize(16).extracting(Missed::round).startsWith(20L).endsWith(5L);
    assertThat(account.stays()).hasSize(8).extracting(Stay::session).startsWith(20).endsWith(13);
    assertThat(account.rejections()).hasSize(4);
  }

  @Test
  void shouldForgetConnectionsThatEndedBeforeThoseThatStand() {
    ClientAudit audit = auditTrail.of("a", SurveyorHarness.client(1));
    audit.linked(new Peer(1), 0);
    for (int i = 2; i <= 20; i++) {
      audit.linked(new Peer(i), i);
      audit.unlinked(new Peer(i), Fate.LOST, i);
    }
    assertThat(connections("a", 20)).hasSize(8).startsWith(20L, 19L).endsWith(1L);
    for (int i = 21; i <= 30; i++) {
      audit.linked(new Peer(i), i);
    }
    assertThat(connections("a", 30)).hasSize(8).startsWith(30L).endsWith(23L);

    // Also those that it does not list any more have to end before it is gone.
    for (int i = 21; i <= 30; i++) {
      audit.unlinked(new Peer(i), Fate.LOST, i);
    }
    assertThat(explain("a", 100 * HOUR).isKnown()).isTrue();
    audit.unlinked(new Peer(1), Fate.LOST, 30);
    assertThat(explain("a", 100 * HOUR).isKnown()).isFalse();
  }

  @Test
  void shouldCutLongTexts() {
    ClientAudit audit = auditTrail.of("a", SurveyorHarness.client(1));
    audit.refused(new Refusal(Reason.NAME, "x".repeat(79) + "\uD83D\uDE00!"), 0);
    audit.refused(new Refusal(Reason.NAME, "x".repeat(80)), 0);

    assertThat(explain("a", 0).accounts().get(0).rejections())
        .extracting(each -> each.refusal().detail())
        .containsExactly("x".repeat(80), "x".repeat(79) + "…");
  }

  private void comeAndGo(String name, int client, long now) {
    ClientAudit audit = auditTrail.of(name, SurveyorHarness.client(client));
    audit.joined(1, now);
    audit.left(1, Cause.GOODBYE, now);
  }

  private void refuse(String name, int client, long now) {
    auditTrail.of(name, SurveyorHarness.client(client)).refused(FULL, now);
  }

  private Explanation explain(String name, long now) {
    return auditTrail.explain(SurveyorHarness.SERVER, name, now);
  }

  private List<Stay> stays(String name, long now) {
    return explain(name, now).accounts().get(0).stays();
  }

  private List<Long> connections(String name, long now) {
    return explain(name, now).accounts().get(0).connections().stream()
        .map(Connection::number)
        .toList();
  }
}
