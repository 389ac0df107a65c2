package io.rollcall.discovery.feed;

import io.rollcall.discovery.Member;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names of a list in which they are joined by {@code |}. A list comes from a stranger: it is
 * counted before it is split, and what is no name costs no more than a look at it. Immutable.
 */
public final class DelimitedNames {
  private static final char SEPARATOR = '|';

  private final SortedSet<String> names;
  private final int dropped;
  private final @Nullable String firstDropped;

  private DelimitedNames(SortedSet<String> names, int dropped, @Nullable String firstDropped) {
    this.names = names;
    this.dropped = dropped;
    this.firstDropped = firstDropped;
  }

  /** How many parts a list has; none if it is empty. */
  public static int count(String joined) {
    return joined.isEmpty() ? 0 : 1 + (int) joined.chars().filter(c -> c == SEPARATOR).count();
  }

  /** The names of a list, which {@link #count} has found short enough. */
  public static DelimitedNames of(String joined) {
    SortedSet<String> names = new TreeSet<>();
    String firstDropped = null;
    int dropped = 0;
    int start = 0;
    while (!joined.isEmpty() && start <= joined.length()) {
      int next = joined.indexOf(SEPARATOR, start);
      int end = next < 0 ? joined.length() : next;
      String part = joined.substring(start, end);
      if (Member.isName(part)) {
        names.add(part);
      } else {
        dropped++;
        firstDropped = firstDropped == null ? part : firstDropped;
      }
      start = end + 1;
    }
    return new DelimitedNames(names, dropped, firstDropped);
  }

  /** Those parts that are names, each once. */
  public SortedSet<String> names() {
    return names;
  }

  /**
   * What is wrong with the list, in words: the first part that is no name, and how many are none.
   */
  public @Nullable String problem() {
    return firstDropped == null
        ? null
        : "'%.100s', which is no name (%,d such parts)".formatted(firstDropped, dropped);
  }
}
