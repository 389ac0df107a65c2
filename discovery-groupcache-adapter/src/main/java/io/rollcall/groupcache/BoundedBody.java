package io.rollcall.groupcache;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, if it comes in time and is no longer than it may be. It is handed out when
 * the head has come, so that who asked waits for the rest itself, without a timer's thread.
 */
final class BoundedBody implements BodySubscriber<BoundedBody> {
  private static final int LEAST_ROOM = 1024;

  /** No more than this is set aside for what is merely announced. */
  private static final int MOST_ROOM = 1 << 20;

  private final int most;
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private volatile @Nullable Subscription subscription;
  private byte[] body;
  private int size;

  private BoundedBody(int most, Optional<String> announced) {
    this.most = most;
    long length = announced.map(BoundedBody::length).orElse((long) LEAST_ROOM);
    body = new byte[(int) Math.max(0, Math.min(length, MOST_ROOM))];
    if (length < 0 || length > most) {
      fail("a body of %s octets, not 0 to %,d".formatted(announced.orElseThrow(), most));
    }
  }

  /** What a {@code Content-Length} says; -1 if that is no number. */
  private static long length(String announced) {
    try {
      return Long.parseLong(announced);
    } catch (NumberFormatException malformed) {
      return -1;
    }
  }

  /**
   * Bodies of so many octets at most.
   *
   * @param most at least 1,024
   */
  static BodyHandler<BoundedBody> handler(int most) {
    return response -> new BoundedBody(most, response.headers().firstValue("Content-Length"));
  }

  /** It is there at once, though not whole. */
  @Override
  public CompletionStage<BoundedBody> getBody() {
    return CompletableFuture.completedStage(this);
  }

  /**
   * Waits until it is whole.
   *
   * @param deadline by {@link System#nanoTime}
   * @throws IOException if it is too long, or the connection broke
   * @throws TimeoutException if it is not whole by then; it is broken off
   * @throws InterruptedException if the calling thread is interrupted; it is broken off
   */
  byte[] await(long deadline) throws IOException, TimeoutException, InterruptedException {
    try {
      return whole.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    } finally {
      if (whole.isCompletedExceptionally() || !whole.isDone()) {
        breakOff();
      }
    }
  }

  private void breakOff() {
    Subscription open = subscription;
    if (open != null) {
      open.cancel();
    }
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    if (whole.isDone()) {
      given.cancel();
    } else {
      given.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      int more = buffer.remaining();
      if (whole.isDone()) {
        return;
      }
      if (more > most - size) {
        fail("a body of more than %,d octets".formatted(most));
      } else {
        makeRoom(size + more);
        buffer.get(body, size, more);
        size += more;
      }
    }
  }

  private void makeRoom(int needed) {
    if (needed > body.length) {
      long twice = Math.max(LEAST_ROOM, 2L * body.length);
      body = Arrays.copyOf(body, (int) Math.min(most, Math.max(needed, twice)));
    }
  }

  private void fail(String why) {
    whole.completeExceptionally(new IOException(why));
    breakOff();
  }

  @Override
  public void onError(Throwable broken) {
    whole.completeExceptionally(broken);
  }

  @Override
  public void onComplete() {
    whole.complete(size == body.length ? body : Arrays.copyOf(body, size));
  }
}
