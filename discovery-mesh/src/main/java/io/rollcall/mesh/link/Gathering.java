package io.rollcall.mesh.link;

import io.rollcall.discovery.net.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Messages that wait for others for a while, so that they go out together. For the engine's thread
 * only.
 */
final class Gathering {
  /** As much as the engine itself writes at once: to wait for more saves nothing. */
  private static final int MOST_OCTETS = 64 * 1024;

  private final Engine engine;
  private final long nanos;
  private final Consumer<Parcel> send;
  private final List<Parcel> waiting = new ArrayList<>();
  private final Wakeup due;
  private int octets;

  /**
   * Those of one link.
   *
   * @param nanos how long they wait
   * @param send sends one
   */
  Gathering(Engine engine, long nanos, Consumer<Parcel> send) {
    this.engine = engine;
    this.nanos = nanos;
    this.send = send;
    this.due = new Wakeup(engine, this::flush);
  }

  /** Sends it, or lets it wait behind others. */
  void add(Parcel parcel, int size) {
    if (nanos == 0) {
      send.accept(parcel);
      return;
    }
    waiting.add(parcel);
    octets += size;
    if (octets >= MOST_OCTETS) {
      flush();
    } else {
      due.want(engine.now() + nanos);
    }
  }

  /** Sends all that wait. */
  void flush() {
    due.cancel();
    List<Parcel> now = List.copyOf(waiting);
    waiting.clear();
    octets = 0;
    now.forEach(send);
  }

  /** Sends none of those that wait. */
  void drop() {
    due.cancel();
    waiting.forEach(Parcel::dropped);
    waiting.clear();
    octets = 0;
  }
}
