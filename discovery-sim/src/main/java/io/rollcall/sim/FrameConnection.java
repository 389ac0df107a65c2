package io.rollcall.sim;

import io.rollcall.discovery.survey.Peer;
import io.rollcall.sim.SimNetwork.Lane;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the server at an address, which is made again whenever it breaks. Frames that are
 * sent while it is broken wait for the next one.
 */
final class FrameConnection {
  private static final int MOST_WAITING = 1000;

  /** There is no connection. A server numbers its peers from 1. */
  private static final Peer NONE = new Peer(0);

  private final FrameNetwork network;
  private final FrameConnecting client;
  private final Peer end;
  private final String address;
  private final List<byte[]> waiting = new ArrayList<>();
  private @Nullable FrameServer server;
  private Peer peer = NONE;
  private Lane up = new Lane();
  private Lane down = new Lane();
  private int failures;
  private boolean closed;
  private boolean mute;

  FrameConnection(FrameNetwork network, FrameConnecting client, Peer end, String address) {
    this.network = network;
    this.client = client;
    this.end = end;
    this.address = address;
    network.world().after(network.world().between(0, 1_000_000), this::dial);
  }

  FrameConnecting client() {
    return client;
  }

  /** The server as the client's agent knows it. */
  Peer end() {
    return end;
  }

  String address() {
    return address;
  }

  @Nullable FrameServer server() {
    return server;
  }

  Peer peer() {
    return peer;
  }

  boolean touches(Host host) {
    FrameServer connected = server;
    return client.host() == host || (connected != null && connected.host() == host);
  }

  /** From the client to the server. */
  void up(byte[] frame) {
    FrameServer to = server;
    if (to == null) {
      if (waiting.size() < MOST_WAITING) {
        waiting.add(frame);
      }
      return;
    }
    if (mute) {
      return;
    }
    Peer at = peer;
    network.send(client.host(), to.host(), up, frame, () -> to.received(at, frame));
  }

  /** From the server to the client. */
  void down(byte[] frame) {
    FrameServer from = server;
    if (from != null && !mute) {
      Lane lane = down;
      network.send(
          from.host(),
          client.host(),
          lane,
          frame,
          () -> {
            if (!lane.over) {
              client.received(this, frame);
            }
          });
    }
  }

  boolean isMute() {
    return mute;
  }

  /** Nothing passes any more and neither end is told, as behind a router that forgot it. */
  void mute() {
    mute = server != null;
  }

  /**
   * Breaks, on this host or between the two. An end learns of what happened elsewhere as soon as it
   * can hear the other.
   */
  void drop(@Nullable Host by) {
    FrameServer from = server;
    if (from == null) {
      return;
    }
    Peer at = peer;
    boolean isCut = network.isCut(client.host(), from.host());
    if (isCut && by != client.host()) {
      network.whenHealed(
          client.host(),
          from.host(),
          () -> {
            if (peer.equals(at) && server == from) {
              drop(by);
            }
          });
      return;
    }
    server = null;
    peer = NONE;
    World world = network.world();
    // What was sent before it broke is received before, on either side.
    long heard = Math.max(up.last - world.now(), 200_000);
    if (isCut) {
      network.whenHealed(client.host(), from.host(), () -> world.after(heard, () -> from.lost(at)));
    } else if (!mute) {
      world.after(heard, () -> from.lost(at));
    }
    mute = false;
    Lane lane = down;
    lane.over = by == client.host();
    world.after(
        Math.max(lane.last - world.now(), 200_000),
        () -> {
          lane.over = true;
          client.lost(this);
        });
    up = new Lane();
    down = new Lane();
    redial();
  }

  /** Breaks and is made no more. */
  void close() {
    closed = true;
    drop(client.host());
  }

  private void redial() {
    network.world().after(network.retry(failures), this::dial);
  }

  private void dial() {
    if (closed || !client.isAlive() || server != null) {
      return;
    }
    FrameServer to = network.at(address);
    boolean reachable =
        to != null
            && to.isAlive()
            && !to.host().isPaused()
            && !client.host().isPaused()
            && !network.isCut(client.host(), to.host());
    if (!reachable || to == null) {
      failures++;
      redial();
      return;
    }
    failures = 0;
    server = to;
    peer = to.accept(this);
    client.connected(this);
    List<byte[]> sent = List.copyOf(waiting);
    waiting.clear();
    sent.forEach(this::up);
  }
}
