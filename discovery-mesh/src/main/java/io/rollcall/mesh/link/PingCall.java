package io.rollcall.mesh.link;

import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.MeshException;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Ping;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** A PING whose PONG somebody waits for. For the engine's thread only, but for the answer. */
final class PingCall extends Outcall {
  private static final byte[] NOTHING = {};

  private final String what;
  private final LongSupplier clock;
  private final Executor executor;
  private final CompletableFuture<Duration> answer = new CompletableFuture<>();
  private long sent;

  PingCall(String what, long deadline, LongSupplier clock, Executor executor) {
    super(0, NOTHING, deadline);
    this.what = what;
    this.clock = clock;
    this.executor = executor;
  }

  /** The time between the two, completed on the executor of callbacks. */
  CompletableFuture<Duration> answer() {
    return answer;
  }

  @Override
  MeshFrame frame(long id, int millis) {
    sent = clock.getAsLong();
    return new Ping(id);
  }

  @Override
  void onCancel(Runnable cancelled) {}

  @Override
  boolean isOpen() {
    return !answer.isDone();
  }

  @Override
  void succeed(byte[] with) {
    Duration took = Duration.ofNanos(clock.getAsLong() - sent);
    executor.execute(() -> answer.complete(took));
  }

  @Override
  void fail(FailureCause cause, String detail) {
    executor.execute(() -> answer.completeExceptionally(new MeshException(what, cause, detail)));
  }
}
