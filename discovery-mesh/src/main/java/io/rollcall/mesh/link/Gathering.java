package io.rollcall.mesh.link;

import io.rollcall.discovery.net.Engine;
import io.rollcall.mesh.wire.MeshFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Messages that wait for others for a while, so that they go out together. For the engine's thread
 * only.
 */
final class Gathering {
  /** As much as the engine itself writes at once: to wait for more saves nothing. */
  private static final int MOST_OCTETS = 64 * 1024;

  private final Engine engine;
  private final long nanos;
  private final Predicate<MeshFrame> send;
  private final Consumer<MeshFrame> lost;
  private final List<MeshFrame> waiting = new ArrayList<>();
  private final Wakeup due;
  private int octets;

  /**
   * Those of one link.
   *
   * @param nanos how long they wait
   * @param send sends one; false if there is no room
   * @param lost told of one that waited and then had no room
   */
  Gathering(Engine engine, long nanos, Predicate<MeshFrame> send, Consumer<MeshFrame> lost) {
    this.engine = engine;
    this.nanos = nanos;
    this.send = send;
    this.lost = lost;
    this.due = new Wakeup(engine, this::flush);
  }

  /** Sends it, or lets it wait behind others; false if it could not be sent. */
  boolean add(MeshFrame frame, int size) {
    if (nanos == 0) {
      return send.test(frame);
    }
    waiting.add(frame);
    octets += size;
    if (octets >= MOST_OCTETS) {
      flush();
    } else {
      due.want(engine.now() + nanos);
    }
    return true;
  }

  /** Sends all that wait. */
  void flush() {
    due.cancel();
    List<MeshFrame> now = List.copyOf(waiting);
    waiting.clear();
    octets = 0;
    for (MeshFrame each : now) {
      if (!send.test(each)) {
        lost.accept(each);
      }
    }
  }

  /** Sends none of those that wait. */
  void drop() {
    due.cancel();
    waiting.forEach(lost);
    waiting.clear();
    octets = 0;
  }
}
