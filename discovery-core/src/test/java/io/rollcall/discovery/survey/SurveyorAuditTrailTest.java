package io.rollcall.discovery.survey;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Account;
import io.rollcall.discovery.Account.Connection;
import io.rollcall.discovery.Account.Fate;
import io.rollcall.discovery.Account.Missed;
import io.rollcall.discovery.Account.Rejection;
import io.rollcall.discovery.Account.Stay;
import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.Refusal.Reason;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.UnacceptableHello;
import io.rollcall.discovery.wire.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a surveyor explains. Pauses are 2 s, surveys take 1 s, two misses make silent. */
class SurveyorAuditTrailTest {
  private final SurveyorHarness harness = new SurveyorHarness(Options.defaults());

  @Test
  void shouldKnowNothingOfANameThatNobodyBore() {
    harness.join(1, SurveyorHarness.client(1), "a");

    Explanation explanation = harness.explain("b");
    assertThat(explanation.isKnown()).isFalse();
    assertThat(explanation.server()).isEqualTo(SurveyorHarness.SERVER);
    assertThat(explanation.name()).isEqualTo("b");
  }

  @Test
  void shouldTellWhenAMemberWasLastHeardAndSinceWhenItIsThere() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofMillis(4_500));

    Account account = account("a");
    assertThat(account.client()).isEqualTo(SurveyorHarness.client(1));
    assertThat(account.isPresent()).isTrue();
    assertThat(account.heard()).isEqualTo(ofMillis(500));
    assertThat(account.stays()).containsExactly(lasting(1, ofMillis(4_500)));
    assertThat(account.connections()).containsExactly(standing(1, ofMillis(4_500)));
    assertThat(account.missed()).isEmpty();
    assertThat(account.rejections()).isEmpty();
  }

  @Test
  void shouldTellWhichRoundsTheSilentMissedAndThatItReturned() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofSeconds(5));
    harness.silence(1);
    harness.pass(ofMillis(3_500));

    // Asked at 6 s and at 7 s, the rounds 4 and 5.
    Account account = account("a");
    assertThat(account.isPresent()).isFalse();
    assertThat(account.heard()).isEqualTo(ofMillis(4_500));
    assertThat(account.missed())
        .containsExactly(new Missed(5, ofMillis(500)), new Missed(4, ofMillis(1_500)));
    assertThat(account.stays())
        .containsExactly(over(1, ofMillis(8_500), ofMillis(500), Cause.SILENT));
    assertThat(account.connections()).containsExactly(standing(1, ofMillis(8_500)));

    harness.answer(1, SurveyorHarness.client(1));
    harness.pass(ofMillis(1_500));
    assertThat(account("a").isPresent()).isTrue();
    assertThat(account("a").stays()).extracting(Stay::session).containsExactly(2, 1);
  }

  @Test
  void shouldTellOfAGoodbye() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofMillis(300));
    harness.goodbye(1, SurveyorHarness.client(1));
    harness.pass(ofMillis(700));

    Account account = account("a");
    assertThat(account.heard()).isEqualTo(ofMillis(700));
    assertThat(account.stays())
        .containsExactly(over(1, ofMillis(1_000), ofMillis(700), Cause.GOODBYE));
    assertThat(account.connections())
        .containsExactly(ended(1, ofMillis(1_000), Fate.LEFT, ofMillis(700)));
  }

  @Test
  void shouldTellWhenAConnectionWasLostAndTheMemberAfterItsGrace() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofMillis(300));
    harness.lose(1);
    harness.pass(ofMillis(100));
    assertThat(account("a").isPresent()).as("in its grace").isTrue();

    harness.pass(ofMillis(900));
    Account account = account("a");
    assertThat(account.stays())
        .containsExactly(over(1, ofMillis(1_300), ofMillis(750), Cause.LOST));
    assertThat(account.connections())
        .containsExactly(ended(1, ofMillis(1_300), Fate.LOST, ofMillis(1_000)));
  }

  @Test
  void shouldTellTheConnectionsOneByOneAndFromWhereTheyCame() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.surveyor.heard(
        new Peer(2, "10.0.0.7:4711", ""),
        new Hello("", new Session(SurveyorHarness.client(1), 1), 0, Member.named("a")),
        0);
    harness.pass(ofMillis(100));
    harness.detach(1, SurveyorHarness.client(1));

    assertThat(account("a").connections())
        .containsExactly(
            new Connection(2, "10.0.0.7:4711", ofMillis(100), Fate.STANDS, Optional.empty()),
            ended(1, ofMillis(100), Fate.DETACHED, ZERO));
    harness.detach(2, SurveyorHarness.client(1));
    harness.pass(ofSeconds(1));
    assertThat(account("a").stays())
        .extracting(Stay::cause)
        .containsExactly(Optional.of(Cause.LOST));
  }

  @Test
  void shouldTellWhoseConnectionsAreSharedThatItIsLostForEach() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.join(1, SurveyorHarness.client(2), "b");
    harness.join(2, SurveyorHarness.client(2), "b");
    harness.lose(1);

    assertThat(account("a").connections()).extracting(Connection::fate).containsExactly(Fate.LOST);
    assertThat(account("b").connections())
        .extracting(Connection::fate)
        .containsExactly(Fate.STANDS, Fate.LOST);
  }

  @Test
  void shouldTellWhyAMemberWasRefused() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofMillis(100));
    Refusal refusal = new Refusal(Reason.NAME, "name 'a|' contains '|'");
    harness.say(1, new UnacceptableHello(SurveyorHarness.client(1), refusal));
    harness.pass(ofMillis(200));

    Account account = account("a");
    assertThat(account.rejections()).containsExactly(new Rejection(ofMillis(200), refusal));
    assertThat(account.stays())
        .containsExactly(over(1, ofMillis(300), ofMillis(200), Cause.REFUSED));
    assertThat(account.connections())
        .containsExactly(ended(1, ofMillis(300), Fate.LEFT, ofMillis(200)));
  }

  @Test
  void shouldTellWhyAStrangerWasNotLetIn() {
    harness.say(
        1, new Hello("red", new Session(SurveyorHarness.client(1), 1), 0, Member.named("a")));
    harness.pass(ofMillis(200));

    Account account = account("a");
    assertThat(account.heard()).isEqualTo(ofMillis(200));
    assertThat(account.stays()).isEmpty();
    assertThat(account.connections()).isEmpty();
    assertThat(account.rejections())
        .containsExactly(
            new Rejection(ofMillis(200), new Refusal(Reason.CLUSTER, "cluster 'red' is not ''")));

    harness.say(
        1, new UnacceptableHello(SurveyorHarness.client(2), new Refusal(Reason.NAME, "no name")));
    assertThat(harness.explain("").isKnown()).as("a name that can't be read").isFalse();
  }

  @Test
  void shouldTellOfEachWhoClaimedTheNameTheLatestFirst() {
    harness.join(2, SurveyorHarness.client(2), "a");
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.join(3, SurveyorHarness.client(3), "a");
    harness.goodbye(3, SurveyorHarness.client(3));

    assertThat(harness.explain("a").accounts())
        .extracting(Account::client)
        .containsExactly(
            SurveyorHarness.client(3), SurveyorHarness.client(2), SurveyorHarness.client(1));
    assertThat(harness.explain("a").accounts())
        .extracting(Account::isPresent)
        .containsExactly(false, true, true);
  }

  @Test
  void shouldGoOnWithAStayThatOutlivesALongStopAndEndTheOthersWithoutACause() {
    harness.join(1, SurveyorHarness.client(1), "alive");
    harness.join(2, SurveyorHarness.client(2), "dead");
    harness.pass(ofSeconds(4));
    harness.silence(2);
    harness.freeze(ofSeconds(60));
    harness.tick();

    assertThat(account("alive").stays()).containsExactly(lasting(1, ofSeconds(64)));
    assertThat(account("dead").stays())
        .containsExactly(new Stay(1, ofSeconds(64), Optional.of(ZERO), Optional.empty()));
    assertThat(harness.explain("dead").server()).isEqualTo(harness.surveyor.incarnation());
    harness.lose(2);
    harness.pass(ofSeconds(10));
    assertThat(account("dead").connections())
        .extracting(Connection::fate)
        .containsExactly(Fate.LOST);
  }

  @Test
  void shouldRememberWhenTheSocketsAreOpenedAgain() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.join(2, SurveyorHarness.client(2), "b");
    harness.pass(ofSeconds(4));
    harness.reopen();
    harness.join(3, SurveyorHarness.client(1), "a");

    assertThat(account("a").stays()).containsExactly(lasting(1, ofSeconds(4)));
    assertThat(account("a").connections())
        .containsExactly(standing(3, ZERO), ended(1, ofSeconds(4), Fate.RESET, ZERO));
    assertThat(account("b").isPresent()).isFalse();
    assertThat(account("b").connections()).extracting(Connection::fate).containsExactly(Fate.RESET);
  }

  private Account account(String name) {
    List<Account> accounts = harness.explain(name).accounts();
    assertThat(accounts).hasSize(1);
    return accounts.get(0);
  }

  private static Stay lasting(int session, Duration began) {
    return new Stay(session, began, Optional.empty(), Optional.empty());
  }

  private static Stay over(int session, Duration began, Duration ended, Cause cause) {
    return new Stay(session, began, Optional.of(ended), Optional.of(cause));
  }

  private static Connection standing(long number, Duration began) {
    return new Connection(number, "", began, Fate.STANDS, Optional.empty());
  }

  private static Connection ended(long number, Duration began, Fate fate, Duration ended) {
    return new Connection(number, "", began, fate, Optional.of(ended));
  }
}
