package io.rollcall.sim;

import io.rollcall.sim.SimNetwork.Lane;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** The octets from one end of a connection to the other, in order, in segments of any length. */
final class TcpStream {
  private static final double FRAGMENTING = 0.1;

  private final World world;
  private final TcpConnection connection;
  final TcpSocket from;
  final TcpSocket to;
  final Lane lane;
  private final int capacity;
  private final Queue<ByteBuffer> arrived = new ArrayDeque<>();

  /** How many octets have been sent and not been read yet. */
  private int outstanding;

  private boolean ended;

  TcpStream(
      World world,
      TcpConnection connection,
      TcpSocket from,
      TcpSocket to,
      Lane lane,
      int capacity) {
    this.world = world;
    this.connection = connection;
    this.from = from;
    this.to = to;
    this.lane = lane;
    this.capacity = capacity;
  }

  /** Whether the sender is told that there is room. */
  boolean hasRoom() {
    return capacity - outstanding >= capacity / 3;
  }

  boolean hasNews() {
    return ended || !arrived.isEmpty();
  }

  boolean hasUnread() {
    return !arrived.isEmpty();
  }

  /** Sends as much as there is room for, in one segment or in several. */
  int write(ByteBuffer source) {
    int taken = Math.min(source.remaining(), capacity - outstanding);
    outstanding += taken;
    int left = taken;
    while (left > 0) {
      int part =
          left > 1 && world.chance(FRAGMENTING) ? 1 + world.random().nextInt(left - 1) : left;
      byte[] segment = new byte[part];
      source.get(segment);
      connection.carry(this, () -> arrive(segment));
      left -= part;
    }
    return taken;
  }

  private void arrive(byte[] segment) {
    if (to.isOpen()) {
      arrived.add(ByteBuffer.wrap(segment));
      to.changed();
    } else {
      connection.refuse(this);
    }
  }

  /** The sender says no more. */
  void end() {
    connection.carry(
        this,
        () -> {
          ended = true;
          to.changed();
        });
  }

  /** Hands over what has come; -1 after the end of it, 0 if nothing has come. */
  int read(ByteBuffer into) {
    int read = 0;
    while (!arrived.isEmpty() && into.hasRemaining()) {
      ByteBuffer first = arrived.element();
      int part = Math.min(first.remaining(), into.remaining());
      into.put(into.position(), first, first.position(), part);
      into.position(into.position() + part);
      first.position(first.position() + part);
      read += part;
      if (!first.hasRemaining()) {
        arrived.remove();
      }
    }
    if (read > 0) {
      int freed = read;
      connection.acknowledge(
          () -> {
            outstanding -= freed;
            from.changed();
          });
    }
    return read == 0 && ended ? -1 : read;
  }
}
