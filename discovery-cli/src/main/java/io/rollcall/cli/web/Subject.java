package io.rollcall.cli.web;

import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Metered;
import io.rollcall.discovery.Server;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a page is about. Immutable.
 *
 * @param title what it is called on the page
 * @param membership who is present
 * @param metered what the plots and {@code /metrics} are drawn from; empty if nothing is counted
 * @param explain tells what is known of a name; empty if nobody can
 */
public record Subject(
    String title,
    Membership membership,
    Optional<Metered> metered,
    Optional<Function<String, Explanation>> explain) {

  /** A server, with all that it has. */
  public static Subject of(Server server) {
    return new Subject(
        server.urlServer(), server, Optional.of(server), Optional.of(server::explain));
  }

  /** A membership alone. */
  public static Subject of(String title, Membership membership) {
    return new Subject(title, membership, Optional.empty(), Optional.empty());
  }
}
