package io.rollcall.benchmarks.latency;

import io.rollcall.benchmarks.peers.Discovery.Members;
import io.rollcall.benchmarks.peers.Discovery.Stay;
import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A process whose members join and leave as they are told. */
public final class MembersRole {
  private final Map<String, Members> systems = new HashMap<>();
  private final Map<String, Stay> members = new HashMap<>();
  private long last;

  private MembersRole() {}

  /**
   * Obeys {@code join}, {@code leave} and {@code discard}, each with a system and a name, and
   * answers none of them, since an answer would wake the director while the observer is to see it.
   * On {@code last} it says when the last of them began.
   *
   * @param args systems, each followed by the address of its hub
   */
  public static void main(String... args) throws IOException {
    MembersRole role = new MembersRole();
    for (int i = 0; i < args.length; i += 2) {
      role.systems.put(args[i], Systems.named(args[i]).members(args[i + 1]));
    }
    Orders.say("ready");
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      role.obey(order);
    }
    System.exit(0);
  }

  private void obey(Line order) throws IOException {
    switch (order.word()) {
      case "join" -> {
        Members joining = Objects.requireNonNull(systems.get(order.value(1)), order.value(1));
        last = System.nanoTime();
        members.put(key(order), joining.join(order.value(2)));
      }
      case "leave" -> {
        Stay leaving = Objects.requireNonNull(members.get(key(order)), order.value(2));
        last = System.nanoTime();
        leaving.leave();
      }
      case "discard" ->
          Objects.requireNonNull(members.remove(key(order)), order.value(2)).discard();
      case "last" -> Orders.say("last", last);
      default -> throw new IllegalArgumentException("no order: " + order);
    }
  }

  private static String key(Line order) {
    return order.value(1) + " " + order.value(2);
  }
}
