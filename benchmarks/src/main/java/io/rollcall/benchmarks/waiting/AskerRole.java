package io.rollcall.benchmarks.waiting;

import io.rollcall.benchmarks.peers.JeroHub;
import io.rollcall.benchmarks.peers.JeroPeer;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** A process that asks hubs for a snapshot, by subscribing to a topic of its own. */
public final class AskerRole {
  private AskerRole() {}

  /**
   * On {@code ask} and a system asks its hub and says how long the answer took, in nanoseconds.
   *
   * @param args systems, each followed by the address of its hub
   */
  public static void main(String... args) throws IOException {
    ZMQ.Context context = JeroPeer.context();
    Map<String, ZMQ.Socket> subs = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      ZMQ.Socket sub = JeroPeer.socket(context, SocketType.SUB);
      sub.connect(args[i + 1]);
      subs.put(args[i], sub);
    }
    int asked = 0;
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      ZMQ.Socket sub = Objects.requireNonNull(subs.get(order.value(1)), order.value(1));
      String topic = JeroHub.SNAPSHOT + asked++;
      long since = System.nanoTime();
      sub.subscribe(topic);
      sub.recv(0);
      Orders.say("answered", System.nanoTime() - since);
      sub.unsubscribe(topic);
    }
    System.exit(0);
  }
}
