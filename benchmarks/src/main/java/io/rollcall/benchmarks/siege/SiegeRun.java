package io.rollcall.benchmarks.siege;

import io.rollcall.processes.Children;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Has a fresh server attacked, and measures what becomes of it. For one thread. */
public final class SiegeRun {
  /** The flags of the server, and of everybody else. */
  public static final List<String> FLAGS = Defenders.FLAGS;

  /**
   * Whoever went silent during the attack has been reported left by then, and the last join seen.
   */
  private static final Duration CALM = Duration.ofSeconds(8);

  private static final Duration STEP = Duration.ofSeconds(1);

  private final Children children;
  private final List<String> addresses;
  private final int members;
  private final int held;

  /**
   * A run.
   *
   * @param addresses where the attackers come from, one for each of them
   * @param members how many members the server has
   * @param held how many connections an attacker holds that holds as many as it can
   */
  public SiegeRun(Children children, List<String> addresses, int members, int held) {
    this.children = children;
    this.addresses = addresses;
    this.members = members;
    this.held = held;
  }

  /** Has it attacked for so many seconds, or until it falls. */
  public SiegeResult measure(Attack attack, int seconds) throws InterruptedException {
    System.err.println("siege: " + attack.name() + ": " + attack.description());
    try (Defenders defenders = new Defenders(children, members);
        Attackers attackers = new Attackers(children, attack, addresses, held, defenders)) {
      Figures before =
          defenders
              .ask("collect")
              .orElseThrow(
                  () -> new IllegalStateException("before any attack: " + defenders.fate()));
      SiegeResult result = new SiegeResult(attack, before);
      defenders.begin();
      long from = System.nanoTime();
      attackers.go(seconds);
      boolean stands = observe(defenders, Duration.ofSeconds(seconds), result::add);
      result.sent = attackers.stop();
      // A server that is waited for in vain is not attacked any more.
      long lasted = Math.min(System.nanoTime() - from, Duration.ofSeconds(seconds).toNanos());
      result.seconds = lasted / 1e9;
      if (stands && observe(defenders, CALM, figures -> {})) {
        result.after = defenders.ask("collect");
      }
      defenders.listen();
      result.joins = defenders.sightings().joins(from, from + lasted);
      result.left = defenders.sightings().left();
      result.stale = defenders.sightings().stale();
      result.fate = defenders.fate();
      result.starved = defenders.isStarved();
      return result;
    }
  }

  /** Hands on what the server says of itself; returns whether it stands at the end. */
  private static boolean observe(Defenders defenders, Duration time, Consumer<Figures> reader)
      throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - deadline < 0) {
      Thread.sleep(STEP.toMillis());
      defenders.listen();
      Optional<Figures> figures = defenders.ask("figures");
      if (figures.isEmpty()) {
        return false;
      }
      reader.accept(figures.get());
    }
    return true;
  }
}
