package io.rollcall.mesh.link;

import io.rollcall.discovery.thread.Latch;
import io.rollcall.discovery.thread.Threads;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The connections of a node. For the engine's thread only, but for {@link #awaitGone}. */
final class OpenWires {
  private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(200);

  private final Set<MeshWire> open = new LinkedHashSet<>();
  private final Counts counts;
  private final Latch gone;
  private boolean ending;

  OpenWires(Counts counts, Threads threads) {
    this.counts = counts;
    this.gone = new Latch(threads);
  }

  void add(MeshWire wire) {
    open.add(wire);
    counts.links.increment();
  }

  void remove(MeshWire wire) {
    open.remove(wire);
    counts.links.decrement();
    tell();
  }

  /** With each connection that another node has made. */
  void forEachIn(Consumer<InLink> step) {
    for (MeshWire each : List.copyOf(open)) {
      if (each instanceof InLink link) {
        step.accept(link);
      }
    }
  }

  /** Closes all once what waits is written. */
  void end() {
    ending = true;
    List.copyOf(open).forEach(each -> each.connection().finish(LINGER, "the mesh is closed"));
    tell();
  }

  private void tell() {
    if (ending && open.isEmpty()) {
      gone.open();
    }
  }

  /** Waits until all are closed. */
  void awaitGone() {
    gone.awaitUninterruptibly();
  }
}
