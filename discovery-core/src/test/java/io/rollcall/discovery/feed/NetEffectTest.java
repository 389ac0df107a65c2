package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However slow a reader is, what it reads leads it from roster to roster without a gap. */
class NetEffectTest {
  private static final int SEEDS = 100;
  private static final int CHANGES = 60;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void shouldBeExactForASlowReader(int backlog) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      RosterHarness harness = new RosterHarness();
      ChangeFeed feed = new ChangeFeed(backlog, new ByHand());
      List<Follower> followers = new ArrayList<>();
      for (int i = 0; i < CHANGES; i++) {
        if (i % 20 == 0) {
          followers.add(new Follower(feed.queue(), "seed " + seed + " reader " + i));
        }
        feed.publish(harness.anything(random));
        for (Follower follower : followers) {
          assertThat(follower.queue.size()).isLessThanOrEqualTo(backlog);
          follower.read(random.nextInt(4) == 0 ? random.nextInt(4) : 0);
        }
      }
      for (Follower follower : followers) {
        follower.read(Integer.MAX_VALUE);
        assertThat(follower.seen.values())
            .as(follower.name)
            .containsExactlyElementsOf(harness.roster().members());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void shouldMergeAsOneChangeAfterTheOtherWould(int backlog) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      RosterHarness harness = new RosterHarness();
      ChangeFeed feed = new ChangeFeed(backlog, new ByHand());
      FeedQueue<MembershipChange> quick = feed.queue();
      List<OneByOne> readers = new ArrayList<>();
      for (int i = 0; i < CHANGES; i++) {
        if (i % 7 == 0) {
          readers.add(new OneByOne(feed.queue(), backlog, "seed " + seed + " reader " + i));
        }
        feed.publish(harness.anything(random));
        MembershipChange change = quick.poll();
        for (OneByOne reader : readers) {
          reader.add(change);
          reader.read(random.nextInt(6) == 0 ? random.nextInt(4) : 0);
        }
      }
      readers.forEach(reader -> reader.read(Integer.MAX_VALUE));
    }
  }

  /** A reader that knows what it is to read, by putting together two changes at a time. */
  private static final class OneByOne {
    final FeedQueue<MembershipChange> queue;
    final int backlog;
    final String name;
    final Deque<MembershipChange> expected = new ArrayDeque<>();

    OneByOne(FeedQueue<MembershipChange> queue, int backlog, String name) {
      this.queue = queue;
      this.backlog = backlog;
      this.name = name;
      expected.addAll(queue);
    }

    void add(MembershipChange change) {
      if (change == null) {
        return;
      }
      if (expected.size() < backlog) {
        expected.addLast(change);
        return;
      }
      MembershipChange merged = expected.removeLast().then(change);
      if (!merged.isEmpty()) {
        expected.addLast(merged);
      }
    }

    void read(int most) {
      for (int i = 0; i < most && !expected.isEmpty(); i++) {
        MembershipChange next = expected.removeFirst();
        assertThat(describe(queue.peek())).as(name).isEqualTo(describe(next));
        assertThat(describe(queue.poll())).as(name).isEqualTo(describe(next));
      }
      if (expected.isEmpty()) {
        assertThat(queue.poll()).as(name).isNull();
      }
    }

    /** All but how those are last known who left. */
    private static List<Object> describe(MembershipChange change) {
      Map<String, Cause> causes = new TreeMap<>();
      change.left().forEach(each -> causes.put(each.name(), change.cause(each.name())));
      return List.of(
          change.joined(), causes, change.updated(), change.roster(), change.roster().version());
    }
  }

  /** A reader that keeps a roster by the changes alone. */
  private static final class Follower {
    final FeedQueue<MembershipChange> queue;
    final String name;
    SortedMap<String, Member> seen = new TreeMap<>();

    Follower(FeedQueue<MembershipChange> queue, String name) {
      this.queue = queue;
      this.name = name;
    }

    void read(int most) {
      for (int i = 0; i < most && !queue.isEmpty(); i++) {
        read(queue.remove());
      }
    }

    private void read(MembershipChange change) {
      SortedMap<String, Member> after = byName(change.roster().members());
      Set<String> joined = new HashSet<>(after.keySet());
      joined.removeAll(seen.keySet());
      Set<String> left = new HashSet<>(seen.keySet());
      left.removeAll(after.keySet());
      SortedMap<String, Member> updated = byName(change.updated());

      assertThat(change.isEmpty()).as(name).isFalse();
      assertThat(change.joined())
          .as(name)
          .extracting(Member::name)
          .isSorted()
          .containsExactlyInAnyOrderElementsOf(joined);
      assertThat(change.left())
          .as(name)
          .extracting(Member::name)
          .isSorted()
          .containsExactlyInAnyOrderElementsOf(left)
          .allSatisfy(each -> assertThat(change.cause(each)).isNotNull());
      assertThat(updated.keySet()).as(name).isSubsetOf(seen.keySet()).isSubsetOf(after.keySet());
      change.joined().forEach(member -> seen.put(member.name(), member));
      change.left().forEach(member -> seen.remove(member.name()));
      seen.putAll(updated);
      assertThat(seen).as(name).isEqualTo(after);
    }

    private static SortedMap<String, Member> byName(List<Member> members) {
      SortedMap<String, Member> byName = new TreeMap<>();
      members.forEach(member -> byName.put(member.name(), member));
      return byName;
    }
  }
}
