package io.rollcall.discovery.feed;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reader that is called with its items, one call at a time, on an executor that has a task of it
 * only while there is something to do. Thread-safe.
 */
abstract class RunningReader<T> implements Reader<T> {
  private static final Logger log = LoggerFactory.getLogger(RunningReader.class);

  private final String what;
  private final ReaderBuffer<T> buffer;
  private final Executor executor;
  private final Consumer<Reader<T>> onClose;

  /** Not this object, which its reader holds and may lock. */
  final Object lock = new Object();

  private boolean running;
  private boolean finished;
  private boolean over;
  private boolean logged;

  RunningReader(
      String what, ReaderBuffer<T> buffer, Executor executor, Consumer<Reader<T>> onClose) {
    this.what = what;
    this.buffer = buffer;
    this.executor = executor;
    this.onClose = onClose;
  }

  /** Whether it has a call to make besides items and the end. Called under this reader's lock. */
  abstract boolean hasMoreToSay();

  /** Makes that call. */
  abstract void saySo() throws Exception;

  /** Whether it wants an item now. Called under this reader's lock. */
  abstract boolean wants();

  /** One of the items that it wants is on its way. Called under this reader's lock. */
  abstract void claim();

  /** Delivers an item. */
  abstract void deliver(T item) throws Exception;

  /** Tells of the end. */
  abstract void complete() throws Exception;

  /** Whether what the reader throws ends it. */
  abstract boolean endsWhenThrowing();

  @Override
  public final void give(T item) {
    synchronized (lock) {
      if (!finished && !over) {
        buffer.add(item);
      }
    }
  }

  @Override
  public final void finish() {
    synchronized (lock) {
      finished = true;
    }
  }

  /** No call is made any more, but for one that runs. */
  final void stop() {
    drop();
    buffer.tidy();
  }

  private void drop() {
    synchronized (lock) {
      over = true;
      buffer.clear();
    }
    onClose.accept(this);
  }

  @Override
  public final void wake() {
    synchronized (lock) {
      if (running || !hasWork()) {
        return;
      }
      running = true;
    }
    try {
      executor.execute(this::run);
    } catch (RuntimeException | Error refused) {
      // No thread to be had is an Error; whoever publishes must not learn of it.
      drop();
      log.warn("a reader of {} is dropped: its executor rejected a task", what, refused);
    }
  }

  private boolean hasWork() {
    if (over) {
      return false;
    }
    return hasMoreToSay() || (buffer.isEmpty() ? finished : wants());
  }

  /** Makes calls until there are none to make; then the task ends, and with it its thread. */
  private void run() {
    boolean more = true;
    try {
      while (more) {
        more = step();
      }
    } finally {
      if (more) {
        // What the reader threw could not even be logged; another task goes on.
        synchronized (lock) {
          running = false;
        }
        wake();
      }
    }
  }

  /** Makes one call, if there is one to make. */
  private boolean step() {
    ReaderBuffer.@Nullable Item<T> item = null;
    boolean say;
    synchronized (lock) {
      say = !over && hasMoreToSay();
      boolean waits = !say && !over && !buffer.isEmpty();
      if (waits && wants()) {
        item = buffer.poll();
      }
      boolean end = !say && !over && !waits && finished;
      if (!say && item == null && !end) {
        running = false;
        return false;
      }
      over |= end;
    }
    try {
      if (say) {
        saySo();
      } else if (item != null) {
        deliver(item);
      } else {
        complete();
      }
    } catch (Throwable thrown) {
      threw(thrown);
    }
    return true;
  }

  private void deliver(ReaderBuffer.Item<T> item) throws Exception {
    settleTheRest();
    T value = item.value();
    if (value != null && isClaimed()) {
      deliver(value);
    }
  }

  /** Since there is room now, what is to be merged of the rest. */
  private void settleTheRest() {
    ReaderBuffer.Item<T> last;
    synchronized (lock) {
      last = buffer.unsettled();
    }
    if (last != null) {
      T value = last.value();
      synchronized (lock) {
        buffer.settle(last, value);
      }
    }
  }

  /** It was stopped meanwhile, perhaps. */
  private boolean isClaimed() {
    synchronized (lock) {
      if (!over) {
        claim();
      }
      return !over;
    }
  }

  private void threw(Throwable thrown) {
    if (endsWhenThrowing()) {
      stop();
    }
    if (!logged) {
      logged = true;
      log.warn("a reader of {} threw; this is logged once", what, thrown);
    }
  }
}
