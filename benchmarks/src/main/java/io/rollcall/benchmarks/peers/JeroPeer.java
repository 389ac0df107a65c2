package io.rollcall.benchmarks.peers;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Bare JeroMQ sockets: DEALER to ROUTER, XPUB to SUB, each thread in a blocking {@code recv}. */
public final class JeroPeer implements Discovery {
  /**
   * Of JeroMQ's 30 s a connection that hangs in its handshake takes them all; with this it takes as
   * long as one of Rollcall's would.
   */
  private static final int HANDSHAKE_MILLIS = 2_000;

  private final boolean first;

  /**
   * A system.
   *
   * @param first whether each member is the first of its process: it has a context of its own
   */
  JeroPeer(boolean first) {
    this.first = first;
  }

  /** The hub's thread waits for members alone, in a blocking {@code recv}. */
  @Override
  public Addresses hub() {
    JeroHub hub = new JeroHub();
    Discovery.start(
        "jeromq hub",
        () -> {
          while (true) {
            hub.passOn();
            hub.takeSubscriptions();
          }
        });
    return hub.addresses();
  }

  @Override
  public void observe(String address, Sightings sightings) {
    ZMQ.Socket sub = socket(context(), SocketType.SUB);
    sub.connect(address);
    sub.subscribe(JeroHub.ROLL);
    Discovery.start("jeromq observer", () -> read(sub, sightings));
  }

  @Override
  public Members members(String address) {
    ZMQ.Context shared = first ? null : context();
    return name -> {
      ZMQ.Context context = shared == null ? context() : shared;
      ZMQ.Socket dealer = socket(context, SocketType.DEALER);
      dealer.connect(address);
      dealer.send("J" + name);
      return new Dealer(dealer, name, first ? context : null);
    };
  }

  /** A context with one io thread. */
  public static ZMQ.Context context() {
    ZMQ.Context context = ZMQ.context(1);
    context.setMaxSockets(65_536);
    return context;
  }

  /** A socket that drops what is unsent when it is closed. */
  public static ZMQ.Socket socket(ZMQ.Context context, SocketType type) {
    ZMQ.Socket socket = context.socket(type);
    socket.setLinger(0);
    socket.setHandshakeIvl(HANDSHAKE_MILLIS);
    return socket;
  }

  private static void read(ZMQ.Socket sub, Sightings sightings) {
    while (true) {
      String text = new String(sub.recv(0), StandardCharsets.UTF_8);
      List<String> words = List.of(text.substring(JeroHub.ROLL.length()).split(" "));
      sightings.seen(words.get(0), words.get(1));
    }
  }

  /** A member; {@code own} is its context, if nobody shares that. */
  private record Dealer(ZMQ.Socket socket, String name, ZMQ.@Nullable Context own) implements Stay {
    @Override
    public void leave() {
      socket.send("L" + name);
    }

    @Override
    public void discard() {
      socket.close();
      if (own != null) {
        own.term();
      }
    }
  }
}
