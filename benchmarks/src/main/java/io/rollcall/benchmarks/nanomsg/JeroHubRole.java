package io.rollcall.benchmarks.nanomsg;

import io.rollcall.benchmarks.peers.JeroHub;
import io.rollcall.benchmarks.rest.Cost;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.zeromq.ZMQ;

/** A process with a ROUTER that asks each peer in turn, or an XPUB, of JeroMQ. */
public final class JeroHubRole {
  private static final byte[] SURVEY = {'s', 'i', 'd', '0', 'x'};

  private final JeroHub hub = new JeroHub();
  private final Set<ByteBuffer> routes = new LinkedHashSet<>();
  private final boolean surveys;
  private final byte[] body;

  private JeroHubRole(String what) {
    surveys = what.equals("survey");
    body = surveys ? SURVEY : new byte[Integer.parseInt(what)];
    // Otherwise only the first of many alike is handed up, and nobody could count them.
    hub.publisher().setXpubVerbose(true);
  }

  /** As {@link SpHubRole#main}. */
  public static void main(String... args) throws IOException, InterruptedException {
    JeroHubRole role = new JeroHubRole(args[0]);
    Orders.say(
        "hub",
        role.surveys ? role.hub.addresses().ofMembers() : role.hub.addresses().ofObservers());
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      switch (order.word()) {
        case "await" -> role.await(order.number(1));
        case "go" -> role.go();
        default -> Orders.say(Cost.measure(Duration.ZERO).words());
      }
    }
    System.exit(0);
  }

  private void await(long many) {
    for (int peers = 0; peers < many; peers = surveys ? routes.size() : peers + 1) {
      if (surveys) {
        hear();
      } else {
        hub.publisher().recv(0);
      }
    }
    Orders.say("all");
  }

  private void hear() {
    ByteBuffer route = ByteBuffer.wrap(hub.router().recv(0));
    if (hub.router().recv(0)[0] == 'J') {
      routes.add(route);
    } else {
      routes.remove(route);
    }
  }

  private void go() {
    long since = System.nanoTime();
    if (!surveys) {
      hub.publisher().send(body);
    } else {
      for (ByteBuffer route : routes) {
        hub.router().sendByteBuffer(route.duplicate(), ZMQ.SNDMORE);
        hub.router().send(body);
      }
      for (int i = 0; i < routes.size(); i++) {
        hub.router().recv(0);
        hub.router().recv(0);
      }
    }
    Orders.say("done", since, System.nanoTime());
  }
}
