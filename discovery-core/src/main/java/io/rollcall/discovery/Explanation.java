package io.rollcall.discovery;

import java.util.List;

/**
 * What one server knows about a name: which processes have it, and which had it within the last
 * hour. Immutable.
 *
 * @param server the server's incarnation
 * @param name the name in question
 * @param accounts one for each incarnation that used the name, the latest start first, at most 8,
 *     present ones before those that are gone; empty if the name is unknown
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

  /** Several lines of text to read. */
  @Override
  public String toString() {
    return ExplanationText.of(this);
  }
}
