package io.rollcall.processes;

import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where the chance of a test begins. Without the system property {@code rollcall.seed} each test
 * has a fixed seed, so that a change passes or fails for everybody alike. {@code -Drollcall.seed=7}
 * replays that seed, and {@code -Drollcall.seed=fresh} draws one for this run and prints it.
 */
public final class Seed {
  private static final String PROPERTY = "rollcall.seed";
  private static final long BOUND = 1_000_000_000;

  private Seed() {}

  /**
   * The seed that is to be replayed, if one is.
   *
   * @throws IllegalArgumentException if the property is neither a number nor {@code fresh}
   */
  public static OptionalLong replayed() {
    String text = System.getProperty(PROPERTY);
    if (text == null || text.equals("fresh")) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException malformed) {
      throw new IllegalArgumentException(
          "%s '%s' is neither a number nor 'fresh'".formatted(PROPERTY, text), malformed);
    }
  }

  /** The seed that is to be replayed or was drawn for this run, else this one. */
  public static long orElse(long fixed) {
    OptionalLong replayed = replayed();
    if (replayed.isPresent()) {
      return replayed.getAsLong();
    }
    return System.getProperty(PROPERTY) == null ? fixed : Fresh.DRAWN;
  }

  private static final class Fresh {
    static final long DRAWN = draw();

    private static long draw() {
      long drawn = ThreadLocalRandom.current().nextLong(BOUND);
      System.out.printf("-D%s=fresh drew %d%n", PROPERTY, drawn);
      return drawn;
    }
  }
}
