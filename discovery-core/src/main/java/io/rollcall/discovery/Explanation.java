package io.rollcall.discovery;

import java.util.List;

/**
 * What one server knows of a name: who bears it, and who bore it within the last hour. Immutable.
 *
 * @param server which start of the server says so
 * @param name whom it is about
 * @param accounts one for each incarnation that claimed the name, the latest start first, 8 at most
 *     and those that are still there before those gone; empty if the name is not known
 */
public record Explanation(Incarnation server, String name, List<Account> accounts) {

  /** Keeps a copy of the list. */
  public Explanation {
    accounts = List.copyOf(accounts);
  }

  /** Whether the server knows the name. */
  public boolean isKnown() {
    return !accounts.isEmpty();
  }

  /** Several lines for people. */
  @Override
  public String toString() {
    return ExplanationText.of(this);
  }
}
