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
class SurveyorHistoryTest {
  private final Call call = new Call(Options.defaults());

  @Test
  void shouldKnowNothingOfANameThatNobodyBore() {
    call.join(1, Call.client(1), "a");

    Explanation explanation = call.explain("b");
    assertThat(explanation.isKnown()).isFalse();
    assertThat(explanation.server()).isEqualTo(Call.SERVER);
    assertThat(explanation.name()).isEqualTo("b");
  }

  @Test
  void shouldTellWhenAMemberWasLastHeardAndSinceWhenItIsThere() {
    call.join(1, Call.client(1), "a");
    call.pass(ofMillis(4_500));

    Account account = account("a");
    assertThat(account.client()).isEqualTo(Call.client(1));
    assertThat(account.isPresent()).isTrue();
    assertThat(account.heard()).isEqualTo(ofMillis(500));
    assertThat(account.stays()).containsExactly(lasting(1, ofMillis(4_500)));
    assertThat(account.connections()).containsExactly(standing(1, ofMillis(4_500)));
    assertThat(account.missed()).isEmpty();
    assertThat(account.rejections()).isEmpty();
  }

  @Test
  void shouldTellWhichRoundsTheSilentMissedAndThatItReturned() {
    call.join(1, Call.client(1), "a");
    call.pass(ofSeconds(5));
    call.silence(1);
    call.pass(ofMillis(3_500));

    // Asked at 6 s and at 7 s, the rounds 4 and 5.
    Account account = account("a");
    assertThat(account.isPresent()).isFalse();
    assertThat(account.heard()).isEqualTo(ofMillis(4_500));
    assertThat(account.missed())
        .containsExactly(new Missed(5, ofMillis(500)), new Missed(4, ofMillis(1_500)));
    assertThat(account.stays())
        .containsExactly(over(1, ofMillis(8_500), ofMillis(500), Cause.SILENT));
    assertThat(account.connections()).containsExactly(standing(1, ofMillis(8_500)));

    call.answer(1, Call.client(1));
    call.pass(ofMillis(1_500));
    assertThat(account("a").isPresent()).isTrue();
    assertThat(account("a").stays()).extracting(Stay::session).containsExactly(2, 1);
  }

  @Test
  void shouldTellOfAGoodbye() {
    call.join(1, Call.client(1), "a");
    call.pass(ofMillis(300));
    call.goodbye(1, Call.client(1));
    call.pass(ofMillis(700));

    Account account = account("a");
    assertThat(account.heard()).isEqualTo(ofMillis(700));
    assertThat(account.stays())
        .containsExactly(over(1, ofMillis(1_000), ofMillis(700), Cause.GOODBYE));
    assertThat(account.connections())
        .containsExactly(ended(1, ofMillis(1_000), Fate.LEFT, ofMillis(700)));
  }

  @Test
  void shouldTellWhenAConnectionWasLostAndTheMemberAfterItsGrace() {
    call.join(1, Call.client(1), "a");
    call.pass(ofMillis(300));
    call.lose(1);
    call.pass(ofMillis(100));
    assertThat(account("a").isPresent()).as("in its grace").isTrue();

    call.pass(ofMillis(900));
    Account account = account("a");
    assertThat(account.stays())
        .containsExactly(over(1, ofMillis(1_300), ofMillis(750), Cause.LOST));
    assertThat(account.connections())
        .containsExactly(ended(1, ofMillis(1_300), Fate.LOST, ofMillis(1_000)));
  }

  @Test
  void shouldTellTheConnectionsOneByOneAndFromWhereTheyCame() {
    call.join(1, Call.client(1), "a");
    call.surveyor.heard(
        new Peer(2, "10.0.0.7:4711", ""),
        new Hello("", new Session(Call.client(1), 1), 0, Member.named("a")),
        0);
    call.pass(ofMillis(100));
    call.detach(1, Call.client(1));

    assertThat(account("a").connections())
        .containsExactly(
            new Connection(2, "10.0.0.7:4711", ofMillis(100), Fate.STANDS, Optional.empty()),
            ended(1, ofMillis(100), Fate.DETACHED, ZERO));
    call.detach(2, Call.client(1));
    call.pass(ofSeconds(1));
    assertThat(account("a").stays())
        .extracting(Stay::cause)
        .containsExactly(Optional.of(Cause.LOST));
  }

  @Test
  void shouldTellWhoseConnectionsAreSharedThatItIsLostForEach() {
    call.join(1, Call.client(1), "a");
    call.join(1, Call.client(2), "b");
    call.join(2, Call.client(2), "b");
    call.lose(1);

    assertThat(account("a").connections()).extracting(Connection::fate).containsExactly(Fate.LOST);
    assertThat(account("b").connections())
        .extracting(Connection::fate)
        .containsExactly(Fate.STANDS, Fate.LOST);
  }

  @Test
  void shouldTellWhyAMemberWasRefused() {
    call.join(1, Call.client(1), "a");
    call.pass(ofMillis(100));
    Refusal refusal = new Refusal(Reason.NAME, "name 'a|' contains '|'");
    call.say(1, new UnacceptableHello(Call.client(1), refusal));
    call.pass(ofMillis(200));

    Account account = account("a");
    assertThat(account.rejections()).containsExactly(new Rejection(ofMillis(200), refusal));
    assertThat(account.stays())
        .containsExactly(over(1, ofMillis(300), ofMillis(200), Cause.REFUSED));
    assertThat(account.connections())
        .containsExactly(ended(1, ofMillis(300), Fate.LEFT, ofMillis(200)));
  }

  @Test
  void shouldTellWhyAStrangerWasNotLetIn() {
    call.say(1, new Hello("red", new Session(Call.client(1), 1), 0, Member.named("a")));
    call.pass(ofMillis(200));

    Account account = account("a");
    assertThat(account.heard()).isEqualTo(ofMillis(200));
    assertThat(account.stays()).isEmpty();
    assertThat(account.connections()).isEmpty();
    assertThat(account.rejections())
        .containsExactly(
            new Rejection(ofMillis(200), new Refusal(Reason.CLUSTER, "cluster 'red' is not ''")));

    call.say(1, new UnacceptableHello(Call.client(2), new Refusal(Reason.NAME, "no name")));
    assertThat(call.explain("").isKnown()).as("a name that can't be read").isFalse();
  }

  @Test
  void shouldTellOfEachWhoClaimedTheNameTheLatestFirst() {
    call.join(2, Call.client(2), "a");
    call.join(1, Call.client(1), "a");
    call.join(3, Call.client(3), "a");
    call.goodbye(3, Call.client(3));

    assertThat(call.explain("a").accounts())
        .extracting(Account::client)
        .containsExactly(Call.client(3), Call.client(2), Call.client(1));
    assertThat(call.explain("a").accounts())
        .extracting(Account::isPresent)
        .containsExactly(false, true, true);
  }

  @Test
  void shouldGoOnWithAStayThatOutlivesALongStopAndEndTheOthersWithoutACause() {
    call.join(1, Call.client(1), "alive");
    call.join(2, Call.client(2), "dead");
    call.pass(ofSeconds(4));
    call.silence(2);
    call.freeze(ofSeconds(60));
    call.tick();

    assertThat(account("alive").stays()).containsExactly(lasting(1, ofSeconds(64)));
    assertThat(account("dead").stays())
        .containsExactly(new Stay(1, ofSeconds(64), Optional.of(ZERO), Optional.empty()));
    assertThat(call.explain("dead").server()).isEqualTo(call.surveyor.incarnation());
    call.lose(2);
    call.pass(ofSeconds(10));
    assertThat(account("dead").connections())
        .extracting(Connection::fate)
        .containsExactly(Fate.LOST);
  }

  @Test
  void shouldRememberWhenTheSocketsAreOpenedAgain() {
    call.join(1, Call.client(1), "a");
    call.join(2, Call.client(2), "b");
    call.pass(ofSeconds(4));
    call.reopen();
    call.join(3, Call.client(1), "a");

    assertThat(account("a").stays()).containsExactly(lasting(1, ofSeconds(4)));
    assertThat(account("a").connections())
        .containsExactly(standing(3, ZERO), ended(1, ofSeconds(4), Fate.RESET, ZERO));
    assertThat(account("b").isPresent()).isFalse();
    assertThat(account("b").connections()).extracting(Connection::fate).containsExactly(Fate.RESET);
  }

  private Account account(String name) {
    List<Account> accounts = call.explain(name).accounts();
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
