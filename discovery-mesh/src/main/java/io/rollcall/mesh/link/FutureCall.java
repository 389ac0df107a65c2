package io.rollcall.mesh.link;

import io.rollcall.discovery.net.Engine;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.MeshException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A request or a message on its way, and the future of what becomes of it. Thread-safe. The future
 * is completed on the executor of callbacks, never on the engine's thread.
 */
public final class FutureCall extends Outcall {
  private final String what;
  private final LongSupplier clock;
  private final long began;
  private final Executor executor;
  private final Counts counts;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Answer answer = new Answer();
  private volatile @Nullable Runnable onCancel;

  /**
   * One that has not been sent.
   *
   * @param what it is called in errors
   * @param deadline by {@link Engine#now}; one that a handler makes ends with the handler's own
   *     call
   * @param clock {@link Engine#now}
   */
  FutureCall(
      String what,
      int command,
      byte[] payload,
      long deadline,
      LongSupplier clock,
      Executor executor,
      Counts counts) {
    super(command, payload, Math.min(deadline, RunningCall.currentDeadline()));
    this.what = what;
    this.clock = clock;
    this.began = clock.getAsLong();
    this.executor = executor;
    this.counts = counts;
    counts.requests.increment();
  }

  /** What becomes of it; to cancel it tells the node. */
  public CompletableFuture<byte[]> answer() {
    return answer;
  }

  /** Runs this, on any thread, when the future is completed by somebody else. */
  @Override
  void onCancel(Runnable cancelled) {
    onCancel = cancelled;
    if (ended.get()) {
      cancelled.run();
    }
  }

  /** Whether what becomes of it is of interest to somebody. */
  @Override
  boolean isOpen() {
    return !answer.isDone() && !ended.get();
  }

  /** It has its answer. */
  @Override
  void succeed(byte[] with) {
    if (ended.compareAndSet(false, true)) {
      counts.answered(clock.getAsLong() - began);
      complete(() -> answer.succeed(with));
    }
  }

  /** It has failed; nothing happens where it has ended. */
  @Override
  void fail(FailureCause cause, String detail) {
    if (ended.compareAndSet(false, true)) {
      counts.requestFailed(cause);
      MeshException failed = new MeshException(what, cause, detail);
      complete(() -> answer.fail(failed));
    }
  }

  /** An executor that takes nothing has been shut down by its owner, who then runs nothing. */
  @SuppressWarnings("CatchThrowable")
  private void complete(Runnable completion) {
    try {
      executor.execute(completion);
    } catch (Throwable rejected) {
      completion.run();
    }
  }

  private void endedByOther() {
    Runnable cancelled = onCancel;
    if (ended.compareAndSet(false, true) && cancelled != null) {
      cancelled.run();
    }
  }

  private final class Answer extends CompletableFuture<byte[]> {
    void succeed(byte[] with) {
      super.complete(with);
    }

    void fail(MeshException failed) {
      super.completeExceptionally(failed);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      boolean cancelled = super.cancel(mayInterrupt);
      endedByOther();
      return cancelled;
    }

    @Override
    public boolean complete(byte[] value) {
      boolean completed = super.complete(value);
      endedByOther();
      return completed;
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
      boolean completed = super.completeExceptionally(failure);
      endedByOther();
      return completed;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
      return new CompletableFuture<>();
    }
  }
}
