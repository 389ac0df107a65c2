package io.rollcall.systemtests.nodes;

import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.State;
import io.rollcall.processes.Orders;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The lines in which a {@link Node} reports what it sees, each with {@link System#nanoTime}, which
 * on Linux is one clock for all processes of a machine:
 *
 * <pre>
 * ready  NANOS [URL_SERVER URL_PUBSUB]
 * state  NANOS STATE
 * client NANOS PHASE
 * change NANOS JOINED UPDATED LEFT ROSTER
 * late   NANOS MILLIS
 * </pre>
 *
 * <p>Those of a change are lists, {@code -} if empty: {@code NAME}, {@code NAME}, {@code
 * NAME:CAUSE} and {@code NAME#MARK}, joined by commas.
 */
final class Reports {
  static final String MARK = "mark";

  private Reports() {}

  static void state(State state) {
    Orders.say("state", System.nanoTime(), state);
  }

  static void clientState(ClientState state) {
    Orders.say("client", System.nanoTime(), state.phase());
  }

  static void change(MembershipChange change) {
    Orders.say(
        "change",
        System.nanoTime(),
        list(change.joined().stream().map(Member::name).toList()),
        list(change.updated().stream().map(Member::name).toList()),
        list(change.left().stream().map(gone -> gone.name() + ":" + cause(change, gone)).toList()),
        list(change.roster().members().stream().map(Reports::entry).toList()));
  }

  private static String cause(MembershipChange change, Member gone) {
    return change.cause(gone.name()).name();
  }

  private static String entry(Member member) {
    return member.name() + "#" + member.attributes().get(MARK);
  }

  private static String list(Collection<String> items) {
    return items.isEmpty() ? "-" : items.stream().collect(Collectors.joining(","));
  }
}
