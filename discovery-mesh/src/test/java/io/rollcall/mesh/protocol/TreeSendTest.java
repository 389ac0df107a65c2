package io.rollcall.mesh.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.protocol.TreeSend.Branch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeSendTest {
  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
  }

  @Test
  void shouldShareTheNamesOutEvenly() {
    assertThat(new TreeSend(2).begin(List.of("a", "b", "c", "d", "e", "f")))
        .hasToString("[a[c, d], b[e, f]]");
    assertThat(new TreeSend(3).begin(List.of("a", "b", "c", "d"))).hasToString("[a[], b[], c[d]]");
    assertThat(new TreeSend(3).begin(List.of("a", "a"))).hasToString("[a[]]");
    assertThat(new TreeSend(1).begin(List.of("a", "b", "c"))).hasToString("[a[b, c]]");
    TreeSend nothing = new TreeSend(2);
    assertThat(nothing.begin(List.of())).isEmpty();
    assertThat(nothing.isDone()).isTrue();
  }

  @Test
  void shouldTakeTheShareOfAHeadThatFailedOver() {
    TreeSend tree = new TreeSend(2);
    List<Branch> branches = tree.begin(List.of("a", "b", "c", "d", "e", "f"));
    List<Branch> instead = tree.failed(branches.get(0), FailureCause.UNREACHABLE);
    assertThat(instead).hasToString("[c[], d[]]");
    assertThat(tree.failed(branches.get(0), FailureCause.BUSY)).isEmpty();
    tree.reported(branches.get(1), Map.of("b", 0, "e", 10));
    tree.reported(instead.get(0), Map.of("c", 0));
    assertThat(tree.isDone()).isFalse();
    tree.giveUp();
    assertThat(tree.isDone()).isTrue();
    assertThat(tree.outcomes())
        .containsOnly(
            Map.entry("a", FailureCause.UNREACHABLE.number()),
            Map.entry("b", 0),
            Map.entry("c", 0),
            Map.entry("d", FailureCause.TIMED_OUT.number()),
            Map.entry("e", FailureCause.BUSY.number()),
            Map.entry("f", FailureCause.UNREACHABLE.number()));
  }

  @Test
  void shouldIgnoreAReportAfterTheEnd() {
    TreeSend tree = new TreeSend(2);
    Branch branch = tree.begin(List.of("a")).get(0);
    tree.giveUp();
    tree.reported(branch, Map.of("a", 0));
    assertThat(tree.outcomes()).containsOnly(Map.entry("a", FailureCause.TIMED_OUT.number()));
  }

  /** 200 nodes, of which some are dead and some die once they have passed a part on. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void shouldReachEachLiveNodeOnce(long seed) {
    Random random = new Random(seed);
    List<String> all = names(200);
    Set<String> dead = new HashSet<>();
    Set<String> dying = new HashSet<>();
    for (String each : all) {
      switch (random.nextInt(8)) {
        case 0 -> dead.add(each);
        case 1 -> dying.add(each);
        default -> {}
      }
    }
    Map<String, Integer> handled = new HashMap<>();
    TreeSend root = new TreeSend(4);
    run(root, root.begin(all), 4, dead, dying, handled);
    assertThat(root.isDone()).isTrue();
    assertThat(root.outcomes().keySet()).containsExactlyInAnyOrderElementsOf(all);
    for (String each : all) {
      if (dead.contains(each)) {
        assertThat(handled).doesNotContainKey(each);
        assertThat(root.outcomes().get(each)).isEqualTo(FailureCause.UNREACHABLE.number());
      } else {
        assertThat(handled.get(each)).isEqualTo(1);
        assertThat(root.outcomes().get(each))
            .isEqualTo(dying.contains(each) ? FailureCause.UNREACHABLE.number() : 0);
      }
    }
  }

  private static void run(
      TreeSend tree,
      List<Branch> begun,
      int limit,
      Set<String> dead,
      Set<String> dying,
      Map<String, Integer> handled) {
    Queue<Branch> waiting = new ArrayDeque<>(begun);
    for (Branch next = waiting.poll(); next != null; next = waiting.poll()) {
      if (dead.contains(next.head())) {
        waiting.addAll(tree.failed(next, FailureCause.UNREACHABLE));
        continue;
      }
      handled.putIfAbsent(next.head(), 1);
      TreeSend sub = new TreeSend(limit);
      sub.settled(next.head(), TreeSend.REACHED);
      List<Branch> branches = new ArrayList<>(sub.begin(next.rest()));
      if (dying.contains(next.head())) {
        // It dies when it has passed on to some of them, and its own report is lost.
        run(sub, branches.subList(0, branches.size() / 2), limit, dead, dying, handled);
        waiting.addAll(tree.failed(next, FailureCause.UNREACHABLE));
      } else {
        run(sub, branches, limit, dead, dying, handled);
        tree.reported(next, sub.outcomes());
      }
    }
  }

  @Test
  void shouldRememberTreesForATime() {
    SeenTrees seen = new SeenTrees(100);
    UUID one = new UUID(1, 1);
    assertThat(seen.outcome(one)).isEmpty();
    seen.settled(one, 6, 0);
    assertThat(seen.outcome(one)).contains(6);
    seen.settled(new UUID(1, 2), 0, 99);
    assertThat(seen.size()).isEqualTo(2);
    seen.settled(new UUID(1, 3), 0, 100);
    assertThat(seen.outcome(one)).isEmpty();
    assertThat(seen.size()).isEqualTo(2);
    SeenTrees bounded = new SeenTrees(Long.MAX_VALUE);
    for (int i = 0; i <= SeenTrees.MOST; i++) {
      bounded.settled(new UUID(2, i), 0, i);
    }
    assertThat(bounded.size()).isEqualTo(SeenTrees.MOST);
    assertThat(bounded.outcome(new UUID(2, 0))).isEmpty();
  }
}
