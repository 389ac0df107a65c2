package io.rollcall.discovery.zmq;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * Pokes JeroMQ's io thread while a fresh connection says nothing.
 *
 * <p>In JeroMQ 0.6.0 a connection whose connect event and hand-off fall into one pass of the io
 * thread is never registered with its selector, until something else changes on that thread (pull
 * request 1022). To connect a spare socket to a port where nobody listens is such a change. Only
 * for the loop's thread.
 */
final class Poker {
  private static final String NOWHERE = "tcp://127.0.0.1:1";
  private static final long FIRST_PAUSE = 3_000_000;
  private static final long LAST_PAUSE = 1_000_000_000;

  /** When to poke for a channel next, and how long after the poke before. */
  private record Silence(long pokeAt, long pause) {}

  private final SocketLoop loop;
  private final Map<Channel, Silence> silent = new HashMap<>();
  private ZMQ.@Nullable Socket spare;
  private long due = Long.MAX_VALUE;

  Poker(SocketLoop loop) {
    this.loop = loop;
  }

  /** A connection was made on this channel and something should come soon. */
  void expect(Channel channel, long now) {
    silent.put(channel, new Silence(now + FIRST_PAUSE, FIRST_PAUSE));
    due = Math.min(due, now + FIRST_PAUSE);
  }

  /** Something came, or nothing will any more. */
  void forget(Channel channel) {
    if (!silent.isEmpty() && silent.remove(channel) != null && silent.isEmpty()) {
      due = Long.MAX_VALUE;
    }
  }

  long due() {
    return due;
  }

  /** Pokes once for all whose time has come. */
  void pokeIfDue(long now) {
    if (now < due) {
      return;
    }
    poke();
    due = Long.MAX_VALUE;
    Iterator<Map.Entry<Channel, Silence>> each = silent.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Channel, Silence> entry = each.next();
      Silence silence = entry.getValue();
      if (now >= silence.pokeAt) {
        silence = new Silence(now + 2 * silence.pause, 2 * silence.pause);
        entry.setValue(silence);
      }
      if (silence.pause > LAST_PAUSE) {
        each.remove();
      } else {
        due = Math.min(due, silence.pokeAt);
      }
    }
  }

  void close() {
    if (spare != null) {
      spare.close();
      spare = null;
    }
  }

  private void poke() {
    ZMQ.Socket socket = spare;
    if (socket == null) {
      socket = loop.socket(SocketType.DEALER);
      socket.setLinger(0);
      spare = socket;
    }
    socket.connect(NOWHERE);
    socket.disconnect(NOWHERE);
  }
}
