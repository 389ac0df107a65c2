package io.rollcall.mesh.link;

import io.rollcall.mesh.AsyncHandler;
import io.rollcall.mesh.Call;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.protocol.Deadlines;
import io.rollcall.mesh.wire.Identity;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call that a handler answers: on a thread of the executor, which is interrupted when nobody
 * waits for the answer any more. Thread-safe.
 */
final class RunningCall implements Call, Runnable {
  private static final ThreadLocal<RunningCall> CURRENT = new ThreadLocal<>();

  private final Station station;
  private final Identity sender;
  private final int command;
  private final byte[] payload;
  private final long deadline;
  private final Consumer<Ended> onEnd;
  private final AtomicBoolean over = new AtomicBoolean();
  private final Object lock = new Object();
  private @Nullable Thread thread;
  private @Nullable CompletionStage<byte[]> stage;
  private volatile boolean cancelled;

  /**
   * One that has not begun.
   *
   * @param deadline until when the sender waits
   * @param onEnd told once, on the engine's thread, when the handler has ended
   */
  RunningCall(
      Station station,
      Identity sender,
      int command,
      byte[] payload,
      long deadline,
      Consumer<Ended> onEnd) {
    this.station = station;
    this.sender = sender;
    this.command = command;
    this.payload = payload;
    this.deadline = deadline;
    this.onEnd = onEnd;
  }

  /** When the call ends that the present thread handles; {@link Deadlines#NEVER} if it does not. */
  static long currentDeadline() {
    RunningCall current = CURRENT.get();
    return current == null ? Deadlines.NEVER : current.deadline;
  }

  /** Hands it to the executor; returns whether that takes it. */
  @SuppressWarnings("CatchThrowable")
  boolean start() {
    try {
      station.handlers.executor().execute(this);
      return true;
    } catch (Throwable rejected) {
      over.set(true);
      return false;
    }
  }

  @Override
  @SuppressWarnings("CatchThrowable")
  public void run() {
    synchronized (lock) {
      if (cancelled) {
        end(Ended.without(FailureCause.CANCELLED, ""));
        return;
      }
      thread = Thread.currentThread();
    }
    CURRENT.set(this);
    CompletionStage<byte[]> begun = null;
    Throwable failed = null;
    try {
      AsyncHandler handler = station.handlers.of(command);
      begun = handler == null ? null : handler.handle(this);
    } catch (Throwable thrown) {
      failed = thrown;
    } finally {
      CURRENT.remove();
      leave();
    }
    if (begun != null) {
      follow(begun);
    } else {
      end(failed == null ? nothing() : failure(failed));
    }
  }

  /** The thread belongs to its executor again, without an interrupt that was meant for the call. */
  private void leave() {
    synchronized (lock) {
      thread = null;
      boolean unused = Thread.interrupted();
    }
  }

  private void follow(CompletionStage<byte[]> begun) {
    boolean tooLate;
    synchronized (lock) {
      stage = begun;
      tooLate = cancelled;
    }
    if (tooLate) {
      cancel(begun);
    }
    CompletionStage<byte[]> unused =
        begun.whenComplete(
            (answer, failed) ->
                end(
                    failed != null
                        ? failure(failed)
                        : answer == null ? nothing() : Ended.with(answer)));
  }

  private static Ended nothing() {
    return Ended.without(FailureCause.HANDLER_FAILED, "the handler returned null");
  }

  private static Ended failure(Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof MalformedPayloadException malformed) {
      return Ended.without(FailureCause.MALFORMED, String.valueOf(malformed.getMessage()));
    }
    return Ended.without(FailureCause.HANDLER_FAILED, String.valueOf(cause));
  }

  private void end(Ended how) {
    if (over.compareAndSet(false, true)) {
      station.engine.execute(
          () -> {
            station.handlers.ended();
            onEnd.accept(how);
          });
    }
  }

  /** Nobody waits for it any more. */
  void cancel() {
    CompletionStage<byte[]> begun;
    synchronized (lock) {
      cancelled = true;
      if (thread != null) {
        thread.interrupt();
      }
      begun = stage;
    }
    if (begun != null) {
      cancel(begun);
    }
  }

  private void cancel(CompletionStage<byte[]> begun) {
    station.callbacks().execute(() -> begun.toCompletableFuture().cancel(true));
  }

  @Override
  public String from() {
    return sender.name();
  }

  @Override
  public int command() {
    return command;
  }

  @Override
  public byte[] payload() {
    return payload;
  }

  @Override
  public Optional<Duration> timeLeft() {
    return deadline == Deadlines.NEVER
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.max(0, deadline - station.engine.now())));
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public String toString() {
    return "command " + command + " from node '" + sender.name() + "'";
  }
}
