package io.rollcall.daemon;

import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.Timer;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a manager does for one worker: pushes the list to it, one push at a time and the newest list
 * always, and asks it whether it is there. For the engine's thread only.
 */
final class WorkerLink {
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  /** The list as it is to be pushed. */
  interface Source {
    /** Grows with each list; from 1 on. */
    long version();

    /** The line that says it. */
    ByteBuffer line();
  }

  private final Engine engine;
  private final Endpoint worker;
  private final Settings settings;
  private final Source source;
  private final Counts counts;
  private final Runnable frozen;
  private @Nullable Call call;
  private @Nullable Probe probe;
  private @Nullable Timer again;
  private boolean wanted;
  private boolean closed;
  private long carried;
  private long delivered;

  /** Runs {@code frozen} when the worker is there and answers nothing. */
  WorkerLink(
      Engine engine,
      Endpoint worker,
      Settings settings,
      Source source,
      Counts counts,
      Runnable frozen) {
    this.engine = engine;
    this.worker = worker;
    this.settings = settings;
    this.source = source;
    this.counts = counts;
    this.frozen = frozen;
  }

  /** It may be another process than before, that knows nothing. */
  void forget() {
    delivered = 0;
    carried = 0;
  }

  /** Lets it know the newest list, if it doesn't. */
  void push() {
    if (closed || delivered == source.version()) {
      return;
    }
    if (call != null || again != null) {
      wanted = true;
      return;
    }
    call = new Call(engine, worker, this::take, settings, this::done);
  }

  private ByteBuffer take() {
    carried = source.version();
    wanted = false;
    ByteBuffer line = source.line();
    counts.pushes.incrementAndGet();
    counts.pushOctets.addAndGet(line.remaining());
    return line;
  }

  private void done(Call.Outcome outcome) {
    call = null;
    if (outcome.taken()) {
      delivered = carried;
      watch();
      if (wanted) {
        push();
      }
    } else if (!closed) {
      counts.pushesFailed.incrementAndGet();
      again = engine.after(PAUSE, this::pushAgain);
    }
  }

  private void pushAgain() {
    again = null;
    push();
  }

  /** One that was never reached is not asked: that would only complain a second time. */
  private void watch() {
    if (probe == null && !closed) {
      probe = new Probe(engine, worker, settings, frozen);
    }
  }

  void close() {
    closed = true;
    if (call != null) {
      call.cancel();
    }
    if (again != null) {
      again.cancel();
    }
    if (probe != null) {
      probe.close();
    }
  }
}
