package io.rollcall.benchmarks.waiting;

import io.rollcall.benchmarks.peers.JeroHub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * A {@code java.nio} selector on the signals of both sockets.
 *
 * <p>A writer signals a moment before what it wrote can be read. What to do when a signal was seen
 * and nothing found is the {@code pause}.
 */
final class SelectorWait implements Wait {
  private final Selector selector;
  private final long spinNanos;
  private final Runnable pause;
  private boolean signalled;
  private long spinUntil = System.nanoTime();

  /**
   * Selects after so long without a message, and pauses so when there was a signal but nothing to
   * read.
   */
  SelectorWait(JeroHub hub, long spinNanos, Runnable pause) {
    this.spinNanos = spinNanos;
    this.pause = pause;
    try {
      selector = Selector.open();
      hub.router().getFD().register(selector, SelectionKey.OP_READ);
      hub.publisher().getFD().register(selector, SelectionKey.OP_READ);
    } catch (IOException noDescriptors) {
      throw new UncheckedIOException(noDescriptors);
    }
  }

  @Override
  public void await(boolean found) {
    if (signalled && !found) {
      pause.run();
    }
    if (spinNanos > 0) {
      long now = System.nanoTime();
      if (found) {
        spinUntil = now + spinNanos;
      }
      if (now - spinUntil < 0) {
        Thread.onSpinWait();
        return;
      }
    }
    try {
      selector.select();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    signalled = !selector.selectedKeys().isEmpty();
    selector.selectedKeys().clear();
  }

  @Override
  public void wakeUp() {
    selector.wakeup();
  }
}
