package io.rollcall.discovery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Limits;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.agent.Transport.ServerPort;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.spi.Respondents;
import io.rollcall.discovery.spi.Responses;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Respondents that another protocol brings. Time is moved by hand. */
class BridgedRespondentsTest {
  private static final long MS = 1_000_000;

  private final Bridge bridge = new Bridge();
  private final List<MembershipChange> changes = new ArrayList<>();
  private final Map<Long, String> answering = new HashMap<>();
  private long started;
  private long now;
  private ServerAgent server = server(Options.defaults());
  private Responses responses = server.survey(bridge, command -> command.accept(now));

  /** What a bridge is asked and told. */
  private static final class Bridge implements Respondents {
    long round;
    int rounds;
    final List<Runnable> waiting = new ArrayList<>();
    final List<String> refusals = new ArrayList<>();
    boolean hangs;
    Runnable unread = () -> {};

    @Override
    public void ask(long asked) {
      round = asked;
      rounds++;
    }

    @Override
    public void refused(long respondent, Refusal why) {
      refusals.add(respondent + ": " + why.detail());
    }

    @Override
    public void whenRead(Runnable then) {
      waiting.add(then);
      if (!hangs) {
        unread.run();
        then.run();
      }
    }
  }

  private ServerAgent server(Options options) {
    LiveMembership membership =
        new LiveMembership(options.withExecutor(Runnable::run).withSettleTime(options.lossGrace()));
    membership.changes().subscribe(changes::add);
    ServerAgent made =
        new ServerAgent(
            "server",
            () -> Incarnation.of(++started, new UUID(0, started)),
            options,
            membership,
            new ServerPort() {
              @Override
              public void send(Peer to, byte[] frame) {
                // The clients of this test listen to nothing.
              }

              @Override
              public void publish(byte[] frame) {}

              @Override
              public int subscribers() {
                return 0;
              }
            });
    made.start(now);
    return made;
  }

  /** Lets time pass, the server's thread being on time. */
  private void pass(long millis) {
    long end = now + millis * MS;
    while (server.due() <= end) {
      now = Math.max(now, server.due());
      long before = bridge.round;
      server.tick(now);
      if (bridge.round != before) {
        answering.forEach(this::hear);
      }
    }
    now = end;
  }

  private void hear(long respondent, String name) {
    responses.heard(respondent, "10.0.0.1:5", Member.named(name), bridge.round);
  }

  private List<String> names() {
    return changes.isEmpty() ? List.of() : changes.get(changes.size() - 1).roster().names();
  }

  private List<String> left() {
    return changes.stream()
        .flatMap(
            change ->
                change.left().stream()
                    .map(member -> member.name() + " " + change.cause(member.name())))
        .toList();
  }

  @Test
  void shouldBeAMemberFromItsFirstAnswerOn() {
    assertThat(bridge.rounds).as("asked at once").isOne();
    pass(10);
    hear(1, "a");
    pass(20);
    assertThat(names()).containsExactly("a");
    assertThat(server.explain("a", now).accounts().get(0).connections().get(0).address())
        .isEqualTo("10.0.0.1:5");
  }

  @Test
  void shouldStayWhileItAnswersAndGoWhenItHasMissedTwoRounds() {
    answering.put(1L, "a");
    answering.put(2L, "b");
    pass(20_000);
    assertThat(left()).isEmpty();
    answering.remove(2L);
    pass(1_900);
    assertThat(left()).isEmpty();
    pass(2_200);
    assertThat(left()).containsExactly("b " + Cause.SILENT);
  }

  /** What this thread has not been told of may have arrived all the same. */
  @Test
  void shouldNotMissWhatAnotherThreadHasYetToRead() {
    bridge.unread = () -> hear(1, "a");
    hear(1, "a");
    pass(60_000);
    assertThat(bridge.rounds).isGreaterThan(10);
    assertThat(left()).isEmpty();
  }

  /** Whoever they are, nobody knows whether they have answered. */
  @Test
  void shouldTakeNobodysSilenceForAnAnswerThatALateThreadHasNotRead() {
    bridge.hangs = true;
    hear(1, "a");
    responses.lost(1);
    hear(2, "a");
    hear(3, "b");
    responses.lost(3);
    pass(8_000);
    assertThat(bridge.waiting).isNotEmpty();
    assertThat(left()).isEmpty();
    bridge.hangs = false;
    bridge.waiting.forEach(Runnable::run);
    hear(4, "b");
    answering.put(2L, "a");
    answering.put(4L, "b");
    pass(30_000);
    assertThat(left()).isEmpty();
  }

  /** The grace of the first, which is prolonged, ends after that of the second. */
  @Test
  void shouldTakeNobodysLossForGoodWhileALateThreadMayHaveItsReturn() {
    bridge.hangs = true;
    hear(1, "a");
    hear(2, "b");
    responses.lost(1);
    pass(200);
    responses.lost(2);
    pass(5_000);
    assertThat(left()).isEmpty();
  }

  @Test
  void shouldLetThoseGoInTheEndWhoseThreadHangs() {
    answering.put(1L, "a");
    hear(1, "a");
    hear(2, "b");
    pass(100);
    bridge.hangs = true;
    pass(12_000);
    assertThat(left()).isEmpty();
    pass(5_000);
    assertThat(left()).containsExactly("b " + Cause.SILENT);
  }

  @Test
  void shouldCountTheSilenceOfOthersInTimeWhileAThreadIsLate() {
    bridge.hangs = true;
    hear(1, "a");
    connect("native");
    pass(1_000);
    assertThat(names()).containsExactly("a", "native");
    pass(3_500);
    assertThat(left()).containsExactly("native " + Cause.SILENT);
  }

  @Test
  void shouldCountTheLossOfOthersInTimeWhileAThreadIsLate() {
    bridge.hangs = true;
    hear(1, "a");
    responses.lost(1);
    connect("native");
    pass(200);
    server.lost(new Peer(1), now);
    pass(240);
    assertThat(names()).containsExactly("a", "native");
    pass(100);
    assertThat(left()).containsExactly("native " + Cause.LOST);
    pass(3_000);
    assertThat(names()).containsExactly("a");
  }

  private void connect(String name) {
    Incarnation client = Incarnation.of(7, new UUID(7, 7));
    byte[] hello = Codec.encode(new Hello("", new Session(client, 1), 0, Member.named(name)));
    server.heard(new Peer(1), hello, now);
  }

  @Test
  void shouldReturnWithinTheGraceWithoutAnEvent() {
    hear(1, "a");
    pass(100);
    responses.lost(1);
    pass(100);
    hear(2, "a");
    pass(3_000);
    hear(2, "a");
    assertThat(left()).isEmpty();
    responses.lost(2);
    pass(300);
    assertThat(left()).containsExactly("a " + Cause.LOST);
    assertThat(names()).isEmpty();
  }

  @Test
  void shouldLeaveWhenItAnswersAsSomebodyElse() {
    hear(1, "a");
    pass(100);
    hear(1, "b");
    pass(100);
    assertThat(left()).containsExactly("a " + Cause.GOODBYE);
    assertThat(names()).containsExactly("b");
  }

  @Test
  void shouldTellWhatItSaysAnewOfItself() {
    hear(1, "a");
    pass(100);
    responses.heard(1, "", Member.named("a").withAttribute("k", "v"), bridge.round);
    pass(100);
    MembershipChange last = changes.get(changes.size() - 1);
    assertThat(last.updated().get(0).attributes()).containsEntry("k", "v");
  }

  @Test
  void shouldTellWhoIsNotTakenIn() {
    server = server(Options.defaults().withLimits(Limits.defaults().withMembers(1)));
    responses = server.survey(bridge, command -> command.accept(now));
    hear(1, "a");
    hear(2, "b");
    assertThat(bridge.refusals).containsExactly("2: the server takes no more than 1 members");
    hear(1, "b");
    assertThat(bridge.refusals).hasSize(1);
    pass(100);
    assertThat(names()).containsExactly("b");
  }

  @Test
  void shouldTryAgainAtASlowPaceWhenItIsNotTakenIn() {
    server = server(Options.defaults().withLimits(Limits.defaults().withMembers(1)));
    responses = server.survey(bridge, command -> command.accept(now));
    hear(1, "a");
    for (int times = 0; times < 49; times++) {
      hear(2, "b");
      pass(100);
    }
    assertThat(bridge.refusals).hasSize(1);
    pass(200);
    hear(2, "b");
    assertThat(bridge.refusals).hasSize(2);
  }

  /** The ports of the server have failed; those of the other protocol have not. */
  @Test
  void shouldIntroduceItselfAgainWhenTheServerHasForgottenEverybody() {
    answering.put(1L, "a");
    pass(5_000);
    server.reopened(now);
    pass(10_000);
    assertThat(left()).isEmpty();
    assertThat(names()).containsExactly("a");
  }

  @Test
  void shouldGoWithTheOneWhoBroughtIt() {
    Bridge other = new Bridge();
    Responses others = server.survey(other, command -> command.accept(now));
    hear(1, "a");
    others.heard(1, "", Member.named("b"), other.round);
    pass(100);
    assertThat(names()).containsExactly("a", "b");
    responses.close();
    hear(1, "a");
    pass(300);
    assertThat(left()).containsExactly("a " + Cause.LOST);
    int before = bridge.rounds;
    pass(5_000);
    assertThat(bridge.rounds).isEqualTo(before);
    assertThat(other.rounds).isGreaterThan(before);
    responses.close();
  }
}
