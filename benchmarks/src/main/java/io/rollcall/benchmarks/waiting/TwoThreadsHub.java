package io.rollcall.benchmarks.waiting;

import io.rollcall.benchmarks.peers.Discovery;
import io.rollcall.benchmarks.peers.Discovery.Addresses;
import io.rollcall.benchmarks.peers.Discovery.Sightings;
import io.rollcall.benchmarks.peers.JeroHub;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A hub with a thread for each socket, both in a blocking {@code recv}. What the ROUTER's thread
 * and users want published reaches the XPUB's thread as a message upstream, from an XSUB of their
 * own in the same process.
 */
final class TwoThreadsHub implements CommandedHub {
  private static final String INSIDE = "inproc://publish";

  /** Neither 0 nor 1, with which subscriptions begin. */
  private static final char PUBLISH = 9;

  private final JeroHub hub = new JeroHub();
  private final ZMQ.Socket routers;
  private final ZMQ.Socket users;

  TwoThreadsHub() {
    hub.publisher().bind(INSIDE);
    routers = inside();
    users = inside();
  }

  @Override
  public Addresses start() {
    Discovery.start("owns the ROUTER", this::route);
    Discovery.start("owns the XPUB", this::publish);
    return hub.addresses();
  }

  /** One thread at a time may use a socket. */
  @Override
  public synchronized void command(String name) {
    hand(users, Sightings.JOINED, name);
  }

  private void route() {
    while (hub.passOn(0, (what, name) -> hand(routers, what, name))) {
      // On to the next.
    }
  }

  private void publish() {
    while (true) {
      byte[] upstream = hub.publisher().recv(0);
      if (upstream.length > 0 && upstream[0] == PUBLISH) {
        String text = new String(upstream, 1, upstream.length - 1, StandardCharsets.UTF_8);
        List<String> words = List.of(text.split(" ", -1));
        hub.publish(words.get(0), words.get(1));
      } else {
        hub.answer(upstream);
      }
    }
  }

  private ZMQ.Socket inside() {
    ZMQ.Socket socket = hub.context().socket(SocketType.XSUB);
    socket.connect(INSIDE);
    return socket;
  }

  private static void hand(ZMQ.Socket socket, String what, String name) {
    socket.send(PUBLISH + what + " " + name);
  }
}
