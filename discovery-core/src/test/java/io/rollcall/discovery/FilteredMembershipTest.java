package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.feed.LiveMembership;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FilteredMembershipTest {
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final LiveMembership whole =
      new LiveMembership(Options.defaults().withExecutor(tasks::add));
  private final Membership web = whole.ofType("web");

  private void runTasks() {
    while (!tasks.isEmpty()) {
      tasks.removeFirst().run();
    }
  }

  private static Member web(String name) {
    return Member.named(name).withType("web");
  }

  private static Member db(String name) {
    return Member.named(name).withType("db");
  }

  private void present(Member... members) {
    whole.publish(MembershipChange.from(whole.roster(), List.of(members), Map.of()));
  }

  private void gone(String name, Cause cause) {
    whole.publish(MembershipChange.from(whole.roster(), List.of(), Map.of(name, cause)));
  }

  @Test
  void shouldShowThoseWhoPassWhenAsked() {
    assertThat(web.roster()).isEqualTo(Roster.empty());
    assertThat(web.state()).isEqualTo(State.SYNCING);
    present(web("a"), db("b"));
    whole.publish(State.LIVE);
    assertThat(web.roster().members()).containsExactly(web("a"));
    assertThat(web.state()).isEqualTo(State.LIVE);
    assertThat(tasks).as("nothing follows a membership whose view has no readers").isEmpty();
  }

  @Test
  void shouldCountItsOwnVersions() {
    present(web("a"));
    assertThat(web.roster().version()).isEqualTo(1);
    present(db("b"));
    present(db("c"));
    assertThat(web.roster().version()).isEqualTo(1);
    present(web("d"));
    assertThat(web.roster().version()).isEqualTo(2);
  }

  @Test
  void shouldDeliverOnlyWhatChangesTheView() {
    present(web("a"), db("b"));
    try (FeedQueue<MembershipChange> changes = web.changes().queue()) {
      assertThat(changes.poll().joined()).containsExactly(web("a"));
      present(db("c"));
      gone("b", Cause.LOST);
      runTasks();
      assertThat(changes.poll()).isNull();
      gone("a", Cause.SILENT);
      runTasks();
      MembershipChange left = changes.poll();
      assertThat(left.left()).containsExactly(web("a"));
      assertThat(left.cause("a")).isEqualTo(Cause.SILENT);
    }
  }

  @Test
  void shouldReportWhoPassesNoMoreAsFiltered() {
    present(web("a"));
    Membership free = whole.where(member -> member.status() == Status.ONLINE);
    try (FeedQueue<MembershipChange> changes = free.changes().queue()) {
      assertThat(changes.poll().joined()).hasSize(1);
      present(web("a").withStatus(Status.TAKEN));
      runTasks();
      assertThat(changes.poll().cause("a")).isEqualTo(Cause.FILTERED);
      present(web("a"));
      runTasks();
      assertThat(changes.poll().joined()).containsExactly(web("a"));
    }
  }

  @Test
  void shouldStopFollowingWhenItsLastReaderCloses() {
    present(web("a"));
    FeedQueue<List<String>> names = web.peers().queue();
    FeedQueue<Roster> rosters = web.rosters().queue();
    names.close();
    rosters.close();
    runTasks();
    present(web("b"));
    assertThat(tasks).isEmpty();
    assertThat(web.roster().names()).containsExactly("a", "b");
  }

  @Test
  void shouldGiveANewReaderWhatHasChangedWhileItHadNone() {
    present(web("a"), web("b"));
    web.peers().queue().close();
    runTasks();
    gone("a", Cause.LOST);
    try (FeedQueue<List<String>> names = web.peers().queue()) {
      assertThat(names.poll()).containsExactly("b");
    }
    runTasks();
    gone("b", Cause.LOST);
    assertThat(web.roster().members()).isEmpty();
  }

  @Test
  void shouldReportAStateAfterTheRosterOfWhichItIsSaid() {
    List<String> told = new ArrayList<>();
    web.follow(
        new MembershipListener() {
          @Override
          public void changed(MembershipChange change) {
            told.add(change.roster().names().toString());
          }

          @Override
          public void became(State state) {
            told.add(state.toString());
          }

          @Override
          public void ended() {
            told.add("ended");
          }
        });
    present(web("a"));
    whole.publish(State.LIVE);
    runTasks();
    assertThat(told.get(told.size() - 1)).isEqualTo("LIVE");
    assertThat(told.indexOf("[a]")).isLessThan(told.indexOf("LIVE")).isNotNegative();
    whole.end();
    runTasks();
    assertThat(told).endsWith("ended");
  }

  @Test
  void shouldBecomeKnownThoughNobodyPasses() {
    try (FeedQueue<Roster> rosters = web.rosters().queue()) {
      present(db("b"));
      whole.publish(State.LIVE);
      runTasks();
      assertThat(rosters.poll()).isEqualTo(Roster.empty());
      assertThat(web.state()).isEqualTo(State.LIVE);
    }
  }

  @Test
  void shouldEndWithTheWhole() throws Exception {
    present(web("a"));
    FeedQueue<Roster> rosters = web.rosters().queue();
    present(web("b"));
    whole.end();
    runTasks();
    assertThat(rosters.poll().names()).isEqualTo(List.of("a", "b"));
    assertThat(rosters.ended()).isTrue();
    assertThat(web.awaitLive(Duration.ofSeconds(60))).isFalse();
    assertThat(web.roster().names()).containsExactly("a", "b");
  }

  @Test
  void shouldHideAMemberOfWhichTheTestThrows() {
    Membership odd =
        whole.where(
            member -> {
              if (member.name().equals("a")) {
                throw new AssertionError("an Error on purpose");
              }
              return true;
            });
    present(web("a"), web("b"));
    assertThat(odd.roster().names()).containsExactly("b");
    try (FeedQueue<List<String>> names = odd.peers().queue()) {
      present(web("a").withAttribute("n", "1"), web("c"));
      runTasks();
      assertThat(names.poll()).containsExactly("b", "c");
    }
  }

  @Test
  void shouldBeAMembershipOfWhichThereAreViews() {
    Membership free = web.where(member -> member.status() == Status.ONLINE);
    try (FeedQueue<List<String>> names = free.peers().queue()) {
      present(web("a"), db("b"), web("c").withStatus(Status.TAKEN));
      runTasks();
      assertThat(names.poll()).containsExactly("a");
    }
  }

  @Test
  void shouldFollowThoughAReaderBlocksTheExecutor() throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor();
    CountDownLatch released = new CountDownLatch(1);
    try {
      Future<Boolean> blocked = one.submit(() -> released.await(60, TimeUnit.SECONDS));
      LiveMembership busy = LiveMembership.onLoop(Options.defaults().withExecutor(one));
      Membership view = busy.ofType("web");
      try (FeedQueue<List<String>> names = view.peers().queue()) {
        busy.publish(MembershipChange.from(busy.roster(), List.of(web("a")), Map.of()));
        assertThat(names.poll(30, TimeUnit.SECONDS)).containsExactly("a");
        assertThat(view.roster().names()).containsExactly("a");
        assertThat(blocked.isDone()).isFalse();
      }
    } finally {
      released.countDown();
      one.shutdown();
    }
    assertThat(one.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  /** A roster is set before its change is published; in between the view may already be asked. */
  @Test
  void shouldNotGoBackToChangesThatItsRosterContains() {
    present(web("a"));
    MembershipChange joins = MembershipChange.from(whole.roster(), List.of(web("b")), Map.of());
    MembershipChange leaves =
        MembershipChange.from(joins.roster(), List.of(), Map.of("b", Cause.LOST));
    Membership ahead = new Ahead(whole, leaves.roster());
    Membership view = ahead.ofType("web");
    assertThat(view.roster().names()).containsExactly("a");
    try (FeedQueue<MembershipChange> changes = view.changes().queue()) {
      assertThat(changes.poll().joined()).containsExactly(web("a"));
      whole.publish(joins);
      runTasks();
      whole.publish(leaves);
      runTasks();
      assertThat(changes.poll()).isNull();
    }
  }

  /**
   * Readers come and go at any moment, and tasks run late: the sum of what one is told is right.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void shouldAddUpToWhatTheWholeShows(long seed) {
    Random random = new Random(seed);
    FeedQueue<MembershipChange> reader = null;
    Map<String, Member> sum = new TreeMap<>();
    for (int step = 0; step < 400; step++) {
      String name = "m" + random.nextInt(6);
      switch (random.nextInt(8)) {
        case 0, 1 -> present(web(name).withAttribute("n", Integer.toString(random.nextInt(3))));
        case 2 -> present(db(name));
        case 3 -> gone(name, Cause.LOST);
        case 4 -> {
          if (reader == null) {
            sum.clear();
            reader = web.changes().queue();
          } else {
            reader.close();
            reader = null;
          }
        }
        case 5 -> web.roster();
        default -> {
          if (!tasks.isEmpty()) {
            tasks.removeFirst().run();
          }
        }
      }
      addUp(reader, sum);
    }
    runTasks();
    addUp(reader, sum);
    assertThat(web.roster().members()).isEqualTo(whole.roster().ofType("web").members());
    if (reader != null) {
      assertThat(List.copyOf(sum.values())).isEqualTo(web.roster().members());
    }
  }

  private static void addUp(FeedQueue<MembershipChange> reader, Map<String, Member> sum) {
    for (MembershipChange each = poll(reader); each != null; each = poll(reader)) {
      each.joined().forEach(member -> assertThat(sum.put(member.name(), member)).isNull());
      each.updated().forEach(member -> assertThat(sum.put(member.name(), member)).isNotNull());
      each.left().forEach(member -> assertThat(sum.remove(member.name())).isNotNull());
      assertThat(each.roster().members()).isEqualTo(List.copyOf(sum.values()));
    }
  }

  private static MembershipChange poll(FeedQueue<MembershipChange> reader) {
    return reader == null ? null : reader.poll();
  }

  /** The same with threads of their own. */
  @Test
  void shouldAddUpWhileOthersPublishAndAsk() throws Exception {
    LiveMembership busy = LiveMembership.onLoop(Options.defaults());
    Membership view = busy.ofType("web");
    ExecutorService readers = Executors.newFixedThreadPool(3);
    try {
      AtomicBoolean over = new AtomicBoolean();
      List<Future<?>> done = new ArrayList<>();
      for (int reader = 0; reader < 3; reader++) {
        done.add(readers.submit(() -> readAgainAndAgain(view, over)));
      }
      Random random = new Random(1);
      for (int step = 0; step < 20_000; step++) {
        String name = "m" + random.nextInt(6);
        busy.publish(
            random.nextBoolean()
                ? MembershipChange.from(busy.roster(), List.of(web(name)), Map.of())
                : MembershipChange.from(busy.roster(), List.of(), Map.of(name, Cause.LOST)));
      }
      over.set(true);
      for (Future<?> each : done) {
        each.get(60, TimeUnit.SECONDS);
      }
      await().untilAsserted(() -> assertThat(view.roster()).isEqualTo(busy.roster()));
    } finally {
      readers.shutdownNow();
    }
  }

  private static void readAgainAndAgain(Membership view, AtomicBoolean over) {
    while (!over.get()) {
      Map<String, Member> sum = new TreeMap<>();
      try (FeedQueue<MembershipChange> reader = view.changes().queue()) {
        for (int i = 0; i < 200 && !over.get(); i++) {
          addUp(reader, sum);
        }
      }
      view.roster();
    }
  }

  /** A membership whose roster is ahead of its feeds. */
  private record Ahead(Membership behind, Roster roster) implements Membership {
    @Override
    public Feed<List<String>> peers() {
      return behind.peers();
    }

    @Override
    public Feed<Roster> rosters() {
      return behind.rosters();
    }

    @Override
    public Feed<MembershipChange> changes() {
      return behind.changes();
    }

    @Override
    public State state() {
      return behind.state();
    }

    @Override
    public Feed<State> states() {
      return behind.states();
    }

    @Override
    public boolean awaitLive(Duration timeout) throws InterruptedException {
      return behind.awaitLive(timeout);
    }
  }

  static long[] seeds() {
    return LongStream.range(0, 100).toArray();
  }
}
