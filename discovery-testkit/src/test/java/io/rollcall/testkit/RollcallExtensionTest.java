package io.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.cause;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.State;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.opentest4j.AssertionFailedError;

class RollcallExtensionTest {
  private static final List<Object> SEEN = new ArrayList<>();
  private static boolean asked;

  /** Tests that run when a test here asks for them, however the build selects its tests. */
  @Retention(RetentionPolicy.RUNTIME)
  @EnabledIf("io.rollcall.testkit.RollcallExtensionTest#isAsked")
  @interface Specimen {}

  static boolean isAsked() {
    return asked;
  }

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  @Specimen
  @ExtendWith(RollcallExtension.class)
  static class OneTime {
    private final VirtualTime ofConstructor;

    OneTime(VirtualTime time) {
      ofConstructor = time;
    }

    @BeforeEach
    void before(ManualMembership membership) {
      membership.join("a");
      SEEN.add(membership);
    }

    @Test
    void one(VirtualTime time, ManualMembership membership, SimulatedCluster cluster) {
      check(time, membership, cluster);
    }

    @Test
    void other(VirtualTime time, ManualMembership membership, SimulatedCluster cluster) {
      check(time, membership, cluster);
    }

    private void check(VirtualTime time, ManualMembership membership, SimulatedCluster cluster) {
      assertThat(time).isSameAs(ofConstructor);
      assertThat(membership.time()).isSameAs(time);
      assertThat(cluster.time()).isSameAs(time);
      assertThat(membership.roster().names()).containsExactly("a");
      SEEN.add(time);
    }
  }

  @Test
  void shouldGiveEachTestOneTime() {
    run(OneTime.class).assertStatistics(stats -> stats.started(2).succeeded(2));

    assertThat(SEEN).hasSize(4).doesNotHaveDuplicates();
  }

  @Specimen
  static class Closing {
    @Test
    @Simulation
    void test(ManualMembership membership, SimulatedCluster cluster) {
      SimulatedSubscriber subscriber = cluster.startSubscriber();
      cluster.settle();
      membership.becomeLive();
      SEEN.addAll(List.of(membership.states().queue(), subscriber.states().queue()));
    }
  }

  @Test
  void shouldCloseWhatItGave() {
    run(Closing.class).assertStatistics(stats -> stats.succeeded(1));

    assertThat(SEEN).hasSize(2);
    for (Object seen : SEEN) {
      FeedQueue<?> states = (FeedQueue<?>) seen;
      assertThat(states.poll()).isEqualTo(State.LIVE);
      assertThat(states.ended()).isTrue();
    }
  }

  @Specimen
  @Simulation(seed = 5, servers = 2)
  static class Annotated {
    @Test
    void ofTheClass(SimulatedCluster cluster) {
      SEEN.add("class " + cluster.seed() + " " + cluster.servers().size());
    }

    @Test
    @Simulation(seed = 6)
    void ofTheMethod(SimulatedCluster cluster) {
      SEEN.add("method " + cluster.seed() + " " + cluster.servers().size());
    }

    @Nested
    class Inner {
      @Test
      void ofTheClassAround(SimulatedCluster cluster) {
        SEEN.add("around " + cluster.seed() + " " + cluster.servers().size());
      }
    }
  }

  @Test
  void shouldTakeTheNearestAnnotation() {
    run(Annotated.class).assertStatistics(stats -> stats.succeeded(3));

    assertThat(SEEN).containsExactlyInAnyOrder("class 5 2", "method 6 1", "around 5 2");
  }

  @Test
  void shouldReplayTheSeedOfTheSystemProperty() {
    System.setProperty("rollcall.seed", "99");
    try {
      run(Annotated.class);
      assertThat(SEEN).contains("class 99 2", "method 99 1");
      System.setProperty("rollcall.seed", "many");
      run(Annotated.class)
          .failed()
          .assertThatEvents()
          .hasSize(3)
          .allSatisfy(
              event ->
                  assertThat(event.toString()).contains("rollcall.seed 'many' is not a number"));
    } finally {
      System.clearProperty("rollcall.seed");
    }
  }

  @Specimen
  @Simulation(seed = 7)
  static class Failing {
    @Test
    void asserted(SimulatedCluster cluster) {
      Assertions.assertEquals(1, cluster.servers().size() + 1, "servers");
    }

    @Test
    void thrown(SimulatedCluster cluster) {
      throw new IllegalStateException("broken " + cluster.seed());
    }

    @Test
    void withoutCluster(VirtualTime time) {
      throw new IllegalStateException("broken at " + time.nanoTime());
    }

    @Test
    void aborted(SimulatedCluster cluster) {
      Assumptions.assumeTrue(cluster.seed() == 0);
    }
  }

  @Test
  void shouldNameTheSeedOfAFailureThatHasOne() {
    Events events = run(Failing.class);

    events.assertStatistics(stats -> stats.failed(3).aborted(1));
    String seed = "seed 7 (-Drollcall.seed=7 replays it): ";
    events
        .failed()
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(
                instanceOf(AssertionFailedError.class),
                message(seed + "servers ==> expected: <1> but was: <2>"),
                cause(instanceOf(AssertionFailedError.class))))
        .haveExactly(
            1,
            finishedWithFailure(
                instanceOf(AssertionError.class),
                message(seed + "java.lang.IllegalStateException: broken 7"),
                cause(instanceOf(IllegalStateException.class))))
        .haveExactly(
            1,
            finishedWithFailure(instanceOf(IllegalStateException.class), message("broken at 0")));
  }

  @Specimen
  @ExtendWith(RollcallExtension.class)
  static class Shared {
    @BeforeAll
    static void before(VirtualTime time) {
      SEEN.add(time);
    }

    @Test
    void test() {}
  }

  @Test
  void shouldRefuseToShareATimeBetweenTests() {
    execute(Shared.class)
        .containerEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(
                instanceOf(ParameterResolutionException.class),
                message(text -> text.contains("a VirtualTime belongs to one test"))));
  }

  private static Events run(Class<?> tests) {
    return execute(tests).testEvents();
  }

  private static EngineExecutionResults execute(Class<?> tests) {
    asked = true;
    try {
      return EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests)).execute();
    } finally {
      asked = false;
    }
  }
}
