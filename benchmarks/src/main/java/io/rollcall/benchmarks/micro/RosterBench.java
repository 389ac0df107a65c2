package io.rollcall.benchmarks.micro;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.spi.Changes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The immutable roster; beside it an array that is copied, and a hash map. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls what is marked as setup
public class RosterBench {
  /** How many are on it. */
  @Param({"10", "1000", "9000"})
  public int members;

  private Roster roster;
  private Member[] array;
  private final Map<String, Member> map = new HashMap<>();
  private Member newcomer;
  private String name;

  /** Makes the rosters. */
  @Setup
  public void make() {
    roster = MemberFixtures.roster(members);
    array = roster.members().toArray(Member[]::new);
    roster.members().forEach(each -> map.put(each.name(), each));
    newcomer = MemberFixtures.present(members).member();
    name = MemberFixtures.member(members / 2).name();
  }

  /** Somebody joins: the change, and the roster after it. */
  @Benchmark
  public MembershipChange apply() {
    return Changes.from(roster, List.of(newcomer), Map.of());
  }

  /** An array of the members, with one more. */
  @Benchmark
  public Member[] copy() {
    Member[] more = Arrays.copyOf(array, array.length + 1);
    more[array.length] = newcomer;
    return more;
  }

  /** A member by name. */
  @Benchmark
  public Optional<Member> find() {
    return roster.find(name);
  }

  /** The same in a hash map. */
  @Benchmark
  public @Nullable Member findHashed() {
    return map.get(name);
  }
}
