package io.rollcall.discovery.pick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Status;
import io.rollcall.discovery.cost.Allocated;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.spi.Bridge;
import io.rollcall.discovery.spi.Changes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class PickerTest {
  private final LiveMembership membership =
      new LiveMembership(Options.defaults().withExecutor(Runnable::run));
  private final Random random = new Random(1);
  private long now = Long.MAX_VALUE - 5;
  private AutoCloseable open = () -> {};

  @AfterEach
  void close() throws Exception {
    open.close();
  }

  private Picker picker(Policy policy, PickOptions options) {
    Picker picker = Picker.of(membership, policy, options, () -> now);
    open = picker;
    return picker;
  }

  private Picker picker(Policy policy) {
    return picker(policy, PickOptions.defaults());
  }

  private void present(Member... members) {
    membership.publish(Changes.from(membership.roster(), List.of(members), Map.of()));
  }

  private void gone(String name) {
    membership.publish(Changes.from(membership.roster(), List.of(), Map.of(name, Cause.LOST)));
  }

  private static String name(Optional<Member> picked) {
    return picked.map(Member::name).orElse("-");
  }

  private static String run(Picker picker, int times) {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < times; i++) {
      names.append(name(picker.pick()));
    }
    return names.toString();
  }

  private static Map<String, Integer> counts(Picker picker, int times) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < times; i++) {
      counts.merge(name(picker.pick()), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void shouldPickInTurn() {
    Picker picker = picker(Policy.roundRobin());
    assertThat(picker.pick()).isEmpty();
    present(Member.named("a"), Member.named("b"), Member.named("c"));
    assertThat(run(picker, 6)).isIn("abcabc", "bcabca", "cabcab");
    gone("b");
    assertThat(run(picker, 4)).isIn("acac", "caca");
  }

  @Test
  void shouldPickNobodyWhoTakesNothingNew() {
    Picker picker = picker(Policy.roundRobin());
    present(
        Member.named("a").withStatus(Status.TAKEN),
        Member.named("b").withStatus(Status.OFFLINE),
        Member.named("c").withWeight(0),
        Member.named("d").withAttribute("weight", "257"),
        Member.named("e").withAttribute("address", ":80"));
    assertThat(picker.pick()).isEmpty();
    present(Member.named("a"));
    assertThat(run(picker, 2)).isEqualTo("aa");
  }

  @Test
  void shouldPickByWeight() {
    Picker picker = picker(new WeightedPolicy(random::nextInt));
    present(
        Member.named("a").withWeight(1),
        Member.named("b").withWeight(3),
        Member.named("c").withWeight(6));
    Map<String, Integer> counts = counts(picker, 10_000);
    assertThat(counts.get("a")).isBetween(900, 1_100);
    assertThat(counts.get("b")).isBetween(2_850, 3_150);
    assertThat(counts.get("c")).isBetween(5_800, 6_200);
  }

  @Test
  void shouldReachEachPointOfEachShare() {
    for (List<Integer> weights : List.of(List.of(2, 2, 2), List.of(1, 256, 3), List.of(5))) {
      Candidates candidates =
          new Candidates(
              weights.stream()
                  .map(weight -> new Candidate(Member.named("w" + weight).withWeight(weight)))
                  .toList());
      int[] shares = new int[weights.size()];
      for (int point = 0; point < candidates.weight(); point++) {
        shares[candidates.atWeight(point)]++;
      }
      assertThat(shares).containsExactly(weights.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  @Test
  void shouldPickTheOneOfTwoWithLessLoad() {
    Map<String, Integer> load = new HashMap<>();
    Picker picker =
        picker(
            new LeastLoadedPolicy(member -> load.getOrDefault(member.name(), 0), random::nextInt));
    present(Member.named("a"));
    assertThat(name(picker.pick())).isEqualTo("a");
    present(Member.named("b"));
    load.put("a", 5);
    assertThat(run(picker, 20)).isEqualTo("b".repeat(20));
    // With work that never ends, the load of all stays within a few of each other.
    load.clear();
    for (int i = 0; i < 20; i++) {
      present(Member.named("m" + i));
    }
    for (int i = 0; i < 2_200; i++) {
      load.merge(name(picker.pick()), 1, Integer::sum);
    }
    assertThat(load).hasSize(22);
    assertThat(load.values()).allMatch(each -> each > 94 && each < 106);
  }

  @Test
  void shouldSpareWhoHasJustFailed() {
    Picker picker = picker(Policy.roundRobin());
    present(Member.named("a"), Member.named("b"), Member.named("c"));
    picker.failed(Member.named("b"));
    assertThat(run(picker, 6)).doesNotContain("b").contains("a", "c");
    now += Duration.ofSeconds(5).toNanos() - 1;
    assertThat(run(picker, 6)).doesNotContain("b");
    now += 1;
    assertThat(run(picker, 3)).contains("b");
  }

  @Test
  void shouldSpareManyWhoHaveFailed() {
    Picker picker = picker(new WeightedPolicy(random::nextInt));
    for (int i = 0; i < 100; i++) {
      present(Member.named("m" + i));
    }
    for (int i = 0; i < 99; i++) {
      picker.failed(Member.named("m" + i));
    }
    assertThat(counts(picker, 50)).containsOnlyKeys("m99");
  }

  @Test
  void shouldPickAsIfNoneHadFailedWhenAllHave() {
    Picker picker = picker(Policy.roundRobin());
    present(Member.named("a"), Member.named("b"));
    picker.failed(Member.named("a"));
    picker.failed(Member.named("b"));
    assertThat(run(picker, 4)).isIn("abab", "baba");
  }

  @Test
  void shouldForgetAFailureWithTheIncarnationThatFailed() {
    Picker picker = picker(Policy.roundRobin());
    Member before = Bridge.started(Member.named("a"), Incarnation.of(1, new UUID(1, 1)));
    Member after = Bridge.started(Member.named("a"), Incarnation.of(2, new UUID(2, 2)));
    present(before, Member.named("b"));
    picker.failed(before);
    present(before.withAttribute("load", "1"));
    assertThat(run(picker, 4)).isEqualTo("bbbb");
    present(after);
    assertThat(run(picker, 4)).contains("a");
    picker.failed(before);
    assertThat(run(picker, 4)).contains("a");
  }

  @Test
  void shouldPickInItsZoneFirst() {
    Picker picker = picker(Policy.roundRobin(), PickOptions.defaults().withZone("eu"));
    present(
        Member.named("a").withAttribute("zone", "eu"),
        Member.named("b").withAttribute("zone", "us"),
        Member.named("c"));
    assertThat(run(picker, 3)).isEqualTo("aaa");
    picker.failed(Member.named("a"));
    assertThat(run(picker, 4)).contains("b", "c").doesNotContain("a");
    picker.failed(Member.named("b"));
    picker.failed(Member.named("c"));
    assertThat(run(picker, 2)).isEqualTo("aa");
    gone("a");
    assertThat(run(picker, 4)).contains("b", "c");
  }

  @Test
  void shouldAllocateNothing() {
    Assumptions.assumeTrue(Allocated.isCounted(), "this JVM does not count allocated bytes");
    present(Member.named("a"), Member.named("b").withWeight(3), Member.named("c"));
    for (Policy policy :
        List.of(
            Policy.roundRobin(),
            Policy.weighted(),
            Policy.leastLoaded(member -> member.name().length()))) {
      Picker picker = picker(policy);
      picker.failed(Member.named("a"));
      assertThat(Allocated.perCall(picker::pick)).as("%s", policy).isZero();
      picker.close();
    }
    try (KeyPicker keys = KeyPicker.of(membership)) {
      assertThat(Allocated.perCall(() -> keys.pick("some key"))).isZero();
    }
  }

  @Test
  void shouldPickNobodyOnceClosed() {
    Picker picker = picker(Policy.roundRobin());
    present(Member.named("a"));
    picker.close();
    present(Member.named("b"));
    picker.failed(Member.named("a"));
    assertThat(picker.pick()).isEmpty();
  }

  @Test
  void shouldRefuseAnExclusionOutOfBounds() {
    assertThatThrownBy(() -> PickOptions.defaults().withExclusion(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("exclusion is PT-1S; it must be PT0S to PT24H");
  }
}
