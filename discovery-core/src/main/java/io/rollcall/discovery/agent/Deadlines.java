package io.rollcall.discovery.agent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** When each client wants to be called. Not thread-safe. */
final class Deadlines {
  private final NavigableSet<HostedClient> byDue =
      new TreeSet<>(
          Comparator.<HostedClient>comparingLong(client -> client.due)
              .thenComparingLong(client -> client.number));

  /** When a client is due may have changed. */
  void schedule(HostedClient client) {
    set(client, client.dueNext());
  }

  /** A client is called no more. */
  void forget(HostedClient client) {
    set(client, Long.MAX_VALUE);
  }

  private void set(HostedClient client, long due) {
    if (client.due != due) {
      byDue.remove(client);
      client.due = due;
      if (due != Long.MAX_VALUE) {
        byDue.add(client);
      }
    }
  }

  /** When the first is due. */
  long first() {
    return byDue.isEmpty() ? Long.MAX_VALUE : byDue.first().due;
  }

  /** Those that are due. */
  List<HostedClient> due(long now) {
    List<HostedClient> due = new ArrayList<>();
    for (HostedClient client : byDue) {
      if (client.due > now) {
        break;
      }
      due.add(client);
    }
    return due;
  }
}
