package io.rollcall.benchmarks.nanomsg;

import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A process with the peers of all hubs, on one thread. */
public final class PeersRole {
  private PeersRole() {}

  /**
   * Obeys {@code connect}, with the name of a crowd, its dialect, host, port, number and what
   * {@link Rounds} calls quiet, and says {@code in} when all have shaken hands; {@code close}, with
   * a name, all crowds of it. Says {@code round} with a name, the first time and the last, whenever
   * a message has reached all of a crowd.
   */
  public static void main(String... args) throws IOException {
    PeerLoop loop = new PeerLoop();
    Map<String, List<Crowd>> crowds = new HashMap<>();
    Thread thread = new Thread(loop, "peers");
    thread.setDaemon(true);
    thread.start();
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      Line told = order;
      loop.execute(() -> obey(told, loop, crowds));
    }
    System.exit(0);
  }

  private static void obey(Line order, PeerLoop loop, Map<String, List<Crowd>> crowds)
      throws IOException {
    String name = order.value(1);
    if (order.word().equals("connect")) {
      int many = (int) order.number(5);
      InetSocketAddress address = new InetSocketAddress(order.value(3), (int) order.number(4));
      Crowd crowd = new Crowd(name, Dialect.named(order.value(2)), address, many, order.number(6));
      crowds.computeIfAbsent(name, each -> new ArrayList<>()).add(crowd);
      loop.fill(crowd, many);
    } else {
      for (Crowd crowd : crowds.getOrDefault(name, List.of())) {
        for (Peer peer : crowd.peers) {
          peer.close();
        }
      }
      crowds.remove(name);
      Orders.say("closed", name);
    }
  }
}
