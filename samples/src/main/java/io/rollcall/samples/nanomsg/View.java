package io.rollcall.samples.nanomsg;

import io.rollcall.processes.Child;
import io.rollcall.processes.Line;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** A process whose lines show who is present, and what they have to show. */
final class View {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Child child;
  private final Function<Line, Seen> reading;
  private final boolean tellsWhy;
  private List<String> before = List.of();

  private View(Child child, Function<Line, Seen> reading, boolean tellsWhy) {
    this.child = child;
    this.reading = reading;
    this.tellsWhy = tellsWhy;
  }

  static View ofJava(Child child) {
    return new View(child, Seen::byJava, true);
  }

  static View ofNanocat(Child child) {
    return new View(child, Seen::byNanocat, false);
  }

  /**
   * Waits until it shows these, and prints its lines. It may repeat what it showed before.
   *
   * @throws IllegalStateException if it shows anything else, or nothing in time
   */
  void await(List<String> names, String left) throws InterruptedException {
    Seen due = new Seen(names, tellsWhy ? left : "");
    Seen seen = next(due);
    while (!seen.equals(due)) {
      if (!seen.names().equals(before)) {
        throw new IllegalStateException(child.name() + " shows " + seen + ", not " + due);
      }
      seen = next(due);
    }
    before = names;
  }

  private Seen next(Seen due) throws InterruptedException {
    Line line =
        child
            .next(PATIENCE)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "%s shows nothing within %d s, not %s"
                            .formatted(child.name(), PATIENCE.toSeconds(), due)));
    Seen seen = reading.apply(line);
    // The lines of nanocat as they are; those of Java are made to be read by this program.
    System.out.printf("  %-14s %s%n", child.name(), tellsWhy ? seen : line.word());
    return seen;
  }
}
