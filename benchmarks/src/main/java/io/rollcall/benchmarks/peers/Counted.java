package io.rollcall.benchmarks.peers;

import io.rollcall.benchmarks.peers.Discovery.Sightings;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what one member sees of others come and go. Thread-safe. */
final class Counted implements Sightings {
  private final View view;
  private final AtomicInteger present = new AtomicInteger();

  Counted(View view) {
    this.view = view;
  }

  @Override
  public void seen(String what, String name) {
    if (what.equals(JOINED)) {
      view.present(present.incrementAndGet());
    } else {
      view.left(1);
      view.present(present.decrementAndGet());
    }
  }
}
