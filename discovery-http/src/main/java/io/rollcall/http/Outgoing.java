package io.rollcall.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * The octets of one response on their way out. They are written in slices, one after the other, so
 * that it can be seen whether the far end takes any. Thread-safe.
 */
final class Outgoing extends IteratingCallback {
  private static final int SLICE = 128 << 10;

  private final Response response;
  private final Callback done;
  private final Queue<ByteBuffer> waiting = new ArrayDeque<>();

  /** What waits, and what is being written. */
  private int octets;

  /** The length of the slice that is being written, and since when it is. */
  private int writing;

  private long since;
  private boolean isWriting;

  private boolean isLastPut;
  private boolean isLastWritten;
  private @Nullable String gone;
  private Runnable whenGone = () -> {};

  /** Calls this once all has been written, or the far end has gone. */
  Outgoing(Response response, Callback done) {
    this.response = response;
    this.done = done;
  }

  /** Sends all of it, without waiting. */
  void send(Answer answer) {
    response.setStatus(answer.status());
    answer.headers().forEach(response.getHeaders()::put);
    response.getHeaders().put("Content-Length", answer.body().remaining());
    put(answer.body().duplicate(), true);
  }

  /**
   * Writes this after what waits already, without waiting; the head of the response comes first.
   */
  void put(ByteBuffer more, boolean last) {
    synchronized (this) {
      if (gone != null || isLastPut) {
        return;
      }
      isLastPut = last;
      octets += more.remaining();
      waiting.add(more);
    }
    iterate();
  }

  /**
   * Waits until no more than this is on its way.
   *
   * @throws IOException if the far end has gone, or takes nothing
   */
  synchronized void await(int most) throws IOException, InterruptedException {
    while (octets > most && gone == null) {
      wait();
    }
    if (gone != null || isLastPut) {
      throw new IOException(gone == null ? "the answer has ended" : gone);
    }
  }

  /** Whether the far end has taken nothing for so many nanoseconds. */
  synchronized boolean isStuck(long now, long nanos) {
    return isWriting && now - since > nanos;
  }

  /** Does this once the far end has gone; at once if it has. */
  void onGone(Runnable action) {
    boolean already;
    synchronized (this) {
      whenGone = action;
      already = gone != null;
    }
    if (already) {
      action.run();
    }
  }

  /** Nothing more is written, for this reason. */
  void gone(String why) {
    Runnable action;
    synchronized (this) {
      if (gone != null) {
        return;
      }
      gone = why;
      waiting.clear();
      action = whenGone;
      notifyAll();
    }
    action.run();
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  protected Action process() {
    ByteBuffer slice;
    boolean last;
    synchronized (this) {
      slice = isLastWritten ? null : next();
      if (slice == null) {
        return isLastWritten ? Action.SUCCEEDED : Action.IDLE;
      }
      last = isLastPut && waiting.isEmpty();
      isLastWritten = last;
      writing = slice.remaining();
      since = System.nanoTime();
      isWriting = true;
    }
    response.write(last, slice, this);
    return Action.SCHEDULED;
  }

  private @Nullable ByteBuffer next() {
    ByteBuffer first = waiting.peek();
    if (first == null || first.remaining() <= SLICE) {
      return waiting.poll();
    }
    ByteBuffer slice = first.slice(first.position(), SLICE);
    first.position(first.position() + SLICE);
    return slice;
  }

  @Override
  protected synchronized void onSuccess() {
    octets -= writing;
    writing = 0;
    isWriting = false;
    notifyAll();
  }

  @Override
  protected void onCompleteSuccess() {
    gone("the answer has ended");
    done.succeeded();
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    gone("the far end has gone");
    done.failed(cause);
  }
}
