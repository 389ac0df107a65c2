package io.rollcall.benchmarks.micro;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.pick.KeyPicker;
import io.rollcall.discovery.pick.Picker;
import io.rollcall.discovery.pick.Policy;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures a pick by each policy, and the same by random indices into an array, on one thread. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls what is marked as setup
public class PickBench {
  /** How many there are to pick from. */
  @Param({"3", "100"})
  public int members;

  private Member[] array;
  private Picker roundRobin;
  private Picker weighted;
  private Picker leastLoaded;
  private KeyPicker byKey;

  /** Makes a picker of each kind. */
  @Setup
  public void start() {
    Membership all =
        Membership.of(
            IntStream.range(0, members).mapToObj(i -> "member" + i).toArray(String[]::new));
    array = all.roster().members().toArray(Member[]::new);
    roundRobin = Picker.of(all, Policy.roundRobin());
    weighted = Picker.of(all, Policy.weighted());
    leastLoaded = Picker.of(all, Policy.leastLoaded(PickBench::load));
    byKey = KeyPicker.of(all);
  }

  /** A member at a random index, which is what most applications begin with. */
  @Benchmark
  public Member index() {
    return array[ThreadLocalRandom.current().nextInt(array.length)];
  }

  /** The less loaded of two members at random indices. */
  @Benchmark
  public Member betterIndex() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    Member one = array[random.nextInt(array.length)];
    Member other = array[random.nextInt(array.length)];
    return load(other) < load(one) ? other : one;
  }

  private static double load(Member member) {
    return member.name().length();
  }

  /** Each member in turn. */
  @Benchmark
  public Optional<Member> roundRobin() {
    return roundRobin.pick();
  }

  /** A random member, by its weight. */
  @Benchmark
  public Optional<Member> weighted() {
    return weighted.pick();
  }

  /** The less loaded of two random members. */
  @Benchmark
  public Optional<Member> leastLoaded() {
    return leastLoaded.pick();
  }

  /** The member that a key belongs to; it looks at every member. */
  @Benchmark
  public Optional<Member> byKey() {
    return byKey.pick("some key");
  }
}
