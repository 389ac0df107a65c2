package io.rollcall.mesh.protocol;

import io.rollcall.mesh.FailureCause;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One node's part in sending a message to many: it sends the message to a few heads, each with a
 * share of the other names to pass it on to, and collects what became of all of them. When a head
 * fails, the node itself takes the head's share over.
 *
 * <p>A node that had the message from a head that then failed gets it twice; it hands it to its
 * handler once.
 */
public final class TreeSend {
  /** The outcome of a node whose handler has the message. */
  public static final int REACHED = 0;

  /** A head, and the names that it is to pass the message on to. Compared by identity. */
  public static final class Branch {
    private final String head;
    private final List<String> rest;

    Branch(String head, List<String> rest) {
      this.head = head;
      this.rest = List.copyOf(rest);
    }

    /** Whom the message is sent to. */
    public String head() {
      return head;
    }

    /** Whom that node sends it to. */
    public List<String> rest() {
      return rest;
    }

    @Override
    public String toString() {
      return head + rest;
    }
  }

  private final int limit;
  private final Set<Branch> open = new LinkedHashSet<>();
  private final Map<String, Integer> outcomes = new LinkedHashMap<>();

  /** With so many heads at a time, 1 or more. */
  public TreeSend(int limit) {
    this.limit = limit;
  }

  /** The branches to these names: each name is in one of them. */
  public List<Branch> begin(Collection<String> names) {
    List<Branch> branches = split(new ArrayList<>(new LinkedHashSet<>(names)));
    open.addAll(branches);
    return branches;
  }

  private List<Branch> split(List<String> names) {
    int heads = Math.min(limit, names.size());
    List<Branch> branches = new ArrayList<>();
    int from = heads;
    for (int i = 0; i < heads; i++) {
      // What is left is shared out evenly among the heads that have no share yet.
      int share = (names.size() - from) / (heads - i);
      branches.add(new Branch(names.get(i), names.subList(from, from + share)));
      from += share;
    }
    return branches;
  }

  /** A name has this outcome, without being sent anything. */
  public void settled(String name, int outcome) {
    outcomes.put(name, outcome);
  }

  /**
   * A head tells what became of itself and of the rest; whom it does not tell of is unreachable.
   */
  public void reported(Branch branch, Map<String, Integer> report) {
    if (open.remove(branch)) {
      outcomes.put(branch.head, outcome(branch.head, report));
      branch.rest.forEach(each -> outcomes.put(each, outcome(each, report)));
    }
  }

  private static int outcome(String name, Map<String, Integer> report) {
    return report.getOrDefault(name, FailureCause.UNREACHABLE.number());
  }

  /** A head has failed: the branches that take its share over. */
  public List<Branch> failed(Branch branch, FailureCause cause) {
    if (!open.remove(branch)) {
      return List.of();
    }
    outcomes.put(branch.head, cause.number());
    return begin(branch.rest);
  }

  /** The time is over: whoever is not told of by now has not been reached as far as is known. */
  public void giveUp() {
    for (Branch each : open) {
      outcomes.put(each.head, FailureCause.TIMED_OUT.number());
      each.rest.forEach(name -> outcomes.put(name, FailureCause.TIMED_OUT.number()));
    }
    open.clear();
  }

  /** Whether the outcome of each name is known. */
  public boolean isDone() {
    return open.isEmpty();
  }

  /** What became of each name so far: {@link #REACHED}, or the number of a cause. */
  public Map<String, Integer> outcomes() {
    return outcomes;
  }
}
