package io.rollcall.systemtests.truth;

import io.rollcall.systemtests.nodes.Event;
import io.rollcall.systemtests.nodes.Role;
import io.rollcall.systemtests.nodes.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Judges what views report by what was done. For one thread.
 *
 * <ul>
 *   <li>A view says nothing of a member to which nothing was done.
 *   <li>What a member says of itself never goes back to something older.
 *   <li>Nobody comes back from the dead, in no view at all.
 *   <li>A view is not {@code STALE} while it can talk to a server that was left alone.
 * </ul>
 */
public final class Guarantees {
  /** What is excused if a member only says something else of itself. */
  private static final String UPDATED = "#updated";

  private record Death(String member, long from, long until) {
    boolean at(long moment, long grace) {
      return moment - from > grace && until - moment > 0;
    }
  }

  private record Watched(String name, View view) {}

  private final Truth truth;
  private final Excuses excuses = new Excuses();
  private final List<Watched> views = new ArrayList<>();
  private final List<Death> deaths = new ArrayList<>();
  private final Map<String, Long> firstStarts = new HashMap<>();

  /** Nothing has been done yet. */
  public Guarantees(Truth truth) {
    this.truth = truth;
  }

  /** A process starts at this moment or later; all may say something of it, and it of all. */
  public void started(String name, Standing standing, View view, long at) {
    for (int i = 0; i < deaths.size(); i++) {
      Death death = deaths.get(i);
      if (death.member().equals(name) && death.until() == Long.MAX_VALUE) {
        deaths.set(i, new Death(name, death.from(), at));
      }
    }
    firstStarts.putIfAbsent(name, at);
    truth.set(name, standing);
    views.add(new Watched(name, view));
    for (String other : truth.names()) {
      excuses.openBriefly(name, other, at);
      excuses.openBriefly(other, name, at);
    }
  }

  /** It ends at this moment or later. */
  public void died(String name, long at) {
    deaths.add(new Death(name, at, Long.MAX_VALUE));
    change(name, standing -> standing.with(Standing.Activity.DEAD), at);
  }

  /** It says something else of itself. */
  public void updated(String name, String mark, long at) {
    truth.change(name, standing -> standing.withMark(mark));
    truth.names().forEach(view -> excuses.open(view, name + UPDATED, at));
  }

  /** It is stopped or continued. */
  public void frozen(String name, boolean frozen, long at) {
    Standing.Activity now = frozen ? Standing.Activity.FROZEN : Standing.Activity.RUNNING;
    change(name, standing -> standing.with(now), at);
  }

  /** Its cable is pulled or plugged in. */
  public void linked(String name, boolean linked, long at) {
    change(name, standing -> standing.withLinked(linked), at);
  }

  /** It is moved to the far side, or back. */
  public void far(String name, boolean far, long at) {
    change(name, standing -> standing.withFar(far), at);
  }

  private void change(String name, UnaryOperator<Standing> change, long at) {
    // Before and after: what ends now has been an excuse until now, and what begins is one.
    excuses.openExplained(truth, at);
    truth.change(name, change);
    excuses.openExplained(truth, at);
  }

  /**
   * All views agree, and all servers and views that can be are {@code LIVE}. What nothing is done
   * to any more since {@code undisturbed} may still be spoken of for as long as agreement may take.
   */
  public void calm(long undisturbed, long at) {
    excuses.closeUnexplained(truth, at, undisturbed + Bounds.AGREEMENT.toNanos());
  }

  /** Everything that is against a guarantee, in words; times are counted from this moment. */
  public List<String> violations(long start) {
    List<String> violations = new ArrayList<>();
    for (Watched watched : views) {
      if (truth.of(watched.name()).role().isView()) {
        check(watched, start, violations);
      }
    }
    return violations;
  }

  private void check(Watched watched, long start, List<String> violations) {
    String name = watched.name();
    UnaryOperator<String> say = what -> name + " said " + what;
    for (Event event : watched.view().events()) {
      if (!excused(name, event)) {
        violations.add(
            seconds(event.at() - start)
                + say.apply(event + ", which nothing that was done to it explains"));
      }
      if (!event.what().equals("left") && isDead(event.member(), event.at())) {
        violations.add(seconds(event.at() - start) + say.apply(event + ", and it was dead"));
      }
    }
    for (View.StateSince state : watched.view().states()) {
      if (state.state().equals("STALE") && servesCalmly(name, state.at())) {
        violations.add(
            seconds(state.at() - start) + say.apply("STALE, and a server had been left alone"));
      }
    }
  }

  private boolean excused(String view, Event event) {
    if (event.what().equals(Event.OLDER)) {
      return false;
    }
    return excuses.cover(view, event.member(), event.at())
        || (event.what().equals("updated")
            && excuses.cover(view, event.member() + UPDATED, event.at()));
  }

  private boolean isDead(String member, long at) {
    long grace = Bounds.SILENT.plus(Bounds.MARGIN).toNanos();
    return deaths.stream().anyMatch(death -> death.member().equals(member) && death.at(at, grace));
  }

  private boolean servesCalmly(String view, long at) {
    return truth.names().stream()
        .filter(name -> truth.of(name).role() == Role.SERVER)
        .filter(server -> at - firstStarts.get(server) >= 0)
        .anyMatch(server -> !excuses.cover(view, server, at));
  }

  private static String seconds(long nanos) {
    return "%7.3f s: ".formatted(nanos / 1e9);
  }
}
