package io.rollcall.mesh;

import io.rollcall.mesh.link.MalformedPayloadException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Futures of other values, whose cancellation reaches the request behind them. */
final class Typed<T> extends CompletableFuture<T> {
  private final CompletableFuture<byte[]> raw;

  private Typed(CompletableFuture<byte[]> raw) {
    this.raw = raw;
  }

  /** The answer as a codec reads it. */
  static <A> CompletableFuture<A> answer(
      CompletableFuture<byte[]> raw, Codec<A> codec, String what) {
    Typed<A> typed = new Typed<>(raw);
    CompletableFuture<byte[]> unused =
        raw.whenComplete(
            (payload, failed) -> {
              if (failed != null) {
                typed.fail(failed);
              } else {
                typed.read(payload, codec, what);
              }
            });
    return typed;
  }

  /** That it has been taken. */
  static CompletableFuture<Void> confirmation(CompletableFuture<byte[]> raw) {
    Typed<Void> typed = new Typed<>(raw);
    CompletableFuture<byte[]> unused =
        raw.whenComplete(
            (payload, failed) -> {
              if (failed != null) {
                typed.fail(failed);
              } else {
                typed.complete(null);
              }
            });
    return typed;
  }

  /** What a payload holds. */
  static <Q> Q decoded(Codec<Q> codec, byte[] payload) {
    try {
      return codec.decode(payload);
    } catch (Exception malformed) {
      throw new MalformedPayloadException(malformed);
    }
  }

  private void read(byte[] payload, Codec<T> codec, String what) {
    try {
      complete(decoded(codec, payload));
    } catch (MalformedPayloadException malformed) {
      fail(
          new MeshException(what, FailureCause.MALFORMED, "its answer: " + malformed.getMessage()));
    }
  }

  private void fail(Throwable failed) {
    completeExceptionally(
        failed instanceof CompletionException && failed.getCause() != null
            ? failed.getCause()
            : failed);
  }

  @Override
  public boolean cancel(boolean mayInterrupt) {
    boolean cancelled = super.cancel(mayInterrupt);
    raw.cancel(mayInterrupt);
    return cancelled;
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
