package io.rollcall.haproxy;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes HAProxy have what is wanted, as far as that goes at this moment. One thread at a time. */
final class Reconciler {
  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

  /** HAProxy's answer where it has no backend of the name. */
  private static final String NO_BACKEND = "Can't find backend";

  private final RuntimeApi api;
  private final String backend;
  private final String listing;
  private final String prefix;
  private final Plan plan;
  private final DrainTimes drainTimes;
  private final Cookies cookies;
  private final Once refusals = new Once(log);

  Reconciler(RuntimeApi api, String backend, HaproxyOptions options) {
    this.api = api;
    this.backend = backend;
    this.listing = "show servers state " + backend;
    this.prefix = options.prefix();
    this.plan = new Plan(backend, options.serverParameters());
    this.drainTimes = new DrainTimes(options.drain());
    this.cookies = new Cookies(api, backend);
  }

  /**
   * Looks at what HAProxy has, and tells it what to change.
   *
   * @return whether all is done; {@code false} while a server that leaves still has connections
   * @throws IOException if HAProxy does not answer
   */
  boolean reconcile(DesiredState desired, long nowNs) throws IOException {
    Set<String> refused = new HashSet<>();
    Outcome outcome = look(desired, nowNs, refused);
    if (outcome.added) {
      outcome = look(desired, nowNs, refused);
    }
    refusals.retain(refused);
    return !outcome.putOff;
  }

  private static final class Outcome {
    boolean added;
    boolean putOff;
  }

  private Outcome look(DesiredState desired, long nowNs, Set<String> refused) throws IOException {
    List<ServerState> there = there();
    List<ServerState> ours =
        there.stream().filter(server -> server.name().startsWith(prefix)).toList();
    cookies.refresh(ours);
    Set<String> gone =
        ours.stream().map(ServerState::name).filter(desired::isGone).collect(Collectors.toSet());
    Outcome outcome = new Outcome();
    for (List<Command> commands :
        plan.commands(desired, ours, new ServerIds(there), drainTimes.overdue(gone, nowNs))) {
      tell(commands, outcome, refused);
    }
    return outcome;
  }

  /** All servers of the backend. */
  private List<ServerState> there() throws IOException {
    String answer = api.ask(listing);
    if (answer.startsWith(NO_BACKEND)) {
      throw new IOException(
          "%s: HAProxy has no backend '%s'; its configuration needs a section 'backend %s', or the adapter the name of another"
              .formatted(api, backend, backend));
    }
    try {
      return ServerState.parse(answer);
    } catch (IOException odd) {
      throw api.failure(listing, odd);
    }
  }

  private void tell(List<Command> commands, Outcome outcome, Set<String> refused)
      throws IOException {
    for (Command command : commands) {
      String answer = api.ask(command.text());
      if (command.isPutOffBy(answer)) {
        outcome.putOff = true;
        return;
      }
      if (!command.isDoneBy(answer)) {
        String reason = Printable.of(answer);
        refused.add(reason);
        refusals.warn(reason, "%s: %s".formatted(api, command.refusal(reason)));
        return;
      }
      log.debug("{}: {}", api, command);
      if (command.adds()) {
        outcome.added = true;
        cookies.expire();
      }
    }
  }
}
