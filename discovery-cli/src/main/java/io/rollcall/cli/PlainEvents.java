package io.rollcall.cli;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.State;
import java.time.Instant;

/** Events for people and {@code grep}: time, sign, name, and what there is to say. Stateless. */
final class PlainEvents implements EventLines.Form {
  @Override
  public String present(Instant at, Member member) {
    return line(at, '=', member.toString());
  }

  @Override
  public String joined(Instant at, Member member) {
    return line(at, '+', member.toString());
  }

  @Override
  public String left(Instant at, Member member, String cause) {
    return line(at, '-', member.name() + " " + cause);
  }

  @Override
  public String updated(Instant at, Member member, boolean restarted) {
    return line(at, '~', member + (restarted ? " restarted" : ""));
  }

  @Override
  public String state(Instant at, State state) {
    return line(at, '*', state.name());
  }

  private static String line(Instant at, char sign, String what) {
    return "%s %s %s".formatted(at, sign, Table.clean(what));
  }
}
