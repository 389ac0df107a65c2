package io.rollcall.sim;

import io.rollcall.sim.SimNetwork.Lane;
import java.nio.ByteBuffer;

/** A simulated TCP connection: two ends, and a stream from each to the other. */
final class TcpConnection {
  private static final String RESET = "Connection reset";

  private final SimNetwork network;
  private final Tcp tcp;
  private final TcpSocket dialled;
  private final TcpSocket accepted;
  private final TcpStream up;
  private final TcpStream down;
  private boolean established;
  private boolean mute;

  /** Whether something of it was lost: it has no future. */
  private boolean broken;

  /**
   * Of two ends that know of each other.
   *
   * @param capacity how many octets each end may have sent that the other has not read
   */
  TcpConnection(Tcp tcp, TcpSocket dialled, TcpSocket accepted, Lane up, Lane down, int capacity) {
    this.network = tcp.network;
    this.tcp = tcp;
    this.dialled = dialled;
    this.accepted = accepted;
    World world = network.world();
    this.up = new TcpStream(world, this, dialled, accepted, up, capacity);
    this.down = new TcpStream(world, this, accepted, dialled, down, capacity);
  }

  boolean touches(Host host) {
    return dialled.host() == host || accepted.host() == host;
  }

  /** Nothing passes any more and neither end is told, as behind a router that forgot it. */
  void mute() {
    mute = true;
  }

  boolean isMute() {
    return mute;
  }

  /** Whether it is mute, and who dialled has not given it up. */
  boolean isMuteAndInUse() {
    return mute && dialled.isOpen();
  }

  /** Whether both ends are open. */
  boolean isWhole() {
    return dialled.isOpen() && accepted.isOpen();
  }

  @Override
  public String toString() {
    return dialled + "-" + accepted + (mute ? " mute" : "");
  }

  boolean hasNews(TcpSocket end) {
    return in(end).hasNews();
  }

  boolean hasRoom(TcpSocket end) {
    return out(end).hasRoom();
  }

  int read(TcpSocket end, ByteBuffer into) {
    return in(end).read(into);
  }

  int write(TcpSocket end, ByteBuffer from) {
    return out(end).write(from);
  }

  private TcpStream in(TcpSocket end) {
    return end == dialled ? down : up;
  }

  private TcpStream out(TcpSocket end) {
    return end == dialled ? up : down;
  }

  /** The end that was dialled learns that the other knows of it. */
  void established(Runnable arrival) {
    carry(
        up,
        () -> {
          established = true;
          arrival.run();
        });
  }

  /** Something travels with a stream, in order. What is lost in a cut breaks the connection. */
  void carry(TcpStream stream, Runnable arrival) {
    if (!mute && !broken) {
      tcp.carry(stream.from.host(), stream.to.host(), stream.lane, arrival, this::lost);
    }
  }

  private void lost() {
    if (!broken) {
      broken = true;
      network.whenHealed(dialled.host(), accepted.host(), this::fail);
    }
  }

  private void fail() {
    if (!mute) {
      dialled.fail(RESET);
      accepted.fail(RESET);
    }
    if (!established) {
      Tcp.close(accepted);
    }
  }

  /** A reader has made room, which its sender hears of. */
  void acknowledge(Runnable room) {
    if (!mute && !broken) {
      network.whenHealed(dialled.host(), accepted.host(), room);
    }
  }

  /** Something came for an end that is closed. */
  void refuse(TcpStream stream) {
    carry(in(stream.from), () -> stream.from.fail(RESET));
  }

  /** One end is closed: the other learns of it, as soon as it can hear this one. */
  void closed(TcpSocket end, boolean failed) {
    TcpStream out = out(end);
    if (in(end).hasUnread()) {
      carry(out, () -> out.to.fail(RESET));
    } else if (!failed) {
      out.end();
    }
    if (!dialled.isOpen() && !accepted.isOpen()) {
      tcp.gone(this);
    }
  }

  /** It breaks at this host; the other learns of it as soon as it can hear this one. */
  void reset(Host by) {
    TcpStream out = dialled.host() == by ? up : down;
    out.from.fail(RESET);
    if (network.isCut(dialled.host(), accepted.host())) {
      lost();
    } else {
      carry(out, () -> out.to.fail(RESET));
    }
  }
}
