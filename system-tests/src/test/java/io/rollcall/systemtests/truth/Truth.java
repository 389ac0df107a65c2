package io.rollcall.systemtests.truth;

import io.rollcall.systemtests.nodes.Role;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** How it really is, and what each view should see. For one thread. */
public final class Truth {
  private final Map<String, Standing> all = new TreeMap<>();

  /** How it is with this one from now on. */
  public void set(String name, Standing now) {
    all.put(name, now);
  }

  void change(String name, UnaryOperator<Standing> change) {
    all.put(name, change.apply(of(name)));
  }

  /** How it is with this one. */
  public Standing of(String name) {
    return Optional.ofNullable(all.get(name))
        .orElseThrow(() -> new IllegalArgumentException("'" + name + "' was never started"));
  }

  boolean knows(String name) {
    return all.containsKey(name);
  }

  /** A member that runs and can be reached, if there is one. */
  public Optional<String> someMember() {
    return all.entrySet().stream()
        .filter(entry -> entry.getValue().role().isMember() && entry.getValue().reachable())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** All names, of dead ones too. */
  Set<String> names() {
    return all.keySet();
  }

  /**
   * The views that can talk to a server, and so have to know who is present; servers too, of those
   * that can talk to them.
   */
  public Set<String> informed() {
    Set<String> informed = new TreeSet<>();
    all.forEach(
        (name, standing) -> {
          boolean sees = standing.role().isView() || standing.role() == Role.SERVER;
          if (sees && hasServer(standing)) {
            informed.add(name);
          }
        });
    return informed;
  }

  /** The servers that run. */
  public Set<String> runningServers() {
    Set<String> running = new TreeSet<>();
    all.forEach(
        (name, standing) -> {
          if (standing.role() == Role.SERVER && standing.activity() == Standing.Activity.RUNNING) {
            running.add(name);
          }
        });
    return running;
  }

  /** Whom an informed view should see, each as {@code NAME#MARK}. */
  public Set<String> rosterOf(String view) {
    Standing seer = of(view);
    Set<String> roster = new TreeSet<>();
    all.forEach(
        (name, standing) -> {
          if (standing.role().isMember() && seer.reaches(standing)) {
            roster.add(name + "#" + standing.mark());
          }
        });
    return roster;
  }

  boolean isDeadServer(String name) {
    return of(name).role() == Role.SERVER && of(name).activity() == Standing.Activity.DEAD;
  }

  /**
   * Whether what has been done explains that this view learns something of that member, or of its
   * connection with that server. What is done to servers alone explains nothing of members.
   */
  boolean explains(String view, String other) {
    Standing seer = of(view);
    Standing seen = of(other);
    if (seen.role() == Role.SERVER) {
      return !seer.reaches(seen);
    }
    return seer.activity() == Standing.Activity.DEAD
        || !seen.reachable()
        || seer.far() != seen.far()
        || isCutOffFromAll(seen);
  }

  /** Whether the servers of its side are all dead while another side has one, which misses it. */
  private boolean isCutOffFromAll(Standing member) {
    return !hasServer(member)
        && all.values().stream()
            .anyMatch(
                standing ->
                    standing.role() == Role.SERVER
                        && standing.activity() != Standing.Activity.DEAD
                        && standing.far() != member.far());
  }

  private boolean hasServer(Standing standing) {
    return all.values().stream()
        .anyMatch(other -> other.role() == Role.SERVER && standing.reaches(other));
  }
}
