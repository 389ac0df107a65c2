package io.rollcall.discovery.net;

import io.rollcall.discovery.DiscoveryException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread, {@code rollcall-net}, and a selector, which move the bytes of all connections.
 * Knows nothing of what they mean: that is a {@link Wire}'s business. Thread-safe but for what says
 * that it is for the engine's thread only.
 */
public final class Engine {
  private static final Object SHARING = new Object();
  private static @Nullable Engine shared;

  private final Loop loop = new Loop();
  private int holders;
  private final Thread thread = new Thread(loop, "rollcall-net");

  private Engine() {
    thread.setDaemon(true);
    thread.start();
  }

  /** The one that all of this JVM share, made when first needed. Each holder releases it once. */
  public static Engine acquire() {
    synchronized (SHARING) {
      if (shared == null) {
        shared = new Engine();
      }
      shared.holders++;
      return shared;
    }
  }

  /**
   * The last holder ends the thread and waits for that, unless it is that thread. What is still
   * open is closed.
   */
  public void release() {
    synchronized (SHARING) {
      if (holders == 0 || --holders > 0) {
        return;
      }
      if (shared == this) {
        shared = null;
      }
    }
    loop.end();
    if (!onThread()) {
      awaitEnd();
    }
  }

  /** Nanoseconds of the monotonic clock, 0 or more. */
  public long now() {
    return loop.now();
  }

  /** Whether this is the engine's thread. */
  public boolean onThread() {
    return Thread.currentThread() == thread;
  }

  /**
   * Runs it on the engine's thread, after those that came before it. One that throws is logged;
   * after the end of the engine nothing runs.
   */
  public void execute(Runnable command) {
    loop.execute(command, onThread());
  }

  /**
   * Runs it on the engine's thread, at once if this is that thread, and waits for what it returns.
   * What it throws passes through.
   *
   * @throws RejectedExecutionException if the engine has ended
   * @throws DiscoveryException if the work fails with a checked exception, which is the cause
   */
  public <T> T call(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable command = () -> complete(result, work);
    if (onThread()) {
      command.run();
    } else if (!loop.execute(command, false)) {
      throw new RejectedExecutionException("the engine has ended");
    }
    try {
      return result.join();
    } catch (CompletionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new DiscoveryException(String.valueOf(cause), cause);
    }
  }

  /**
   * Runs it on the engine's thread once everything has been handed over that had arrived on any
   * socket before this call: after one pass over all of them, or two if the first left something.
   */
  public void whenRead(Runnable then) {
    execute(() -> loop.whenRead(then));
  }

  /** Runs it after so many nanoseconds. For the engine's thread only. */
  public Timer after(long nanos, Runnable task) {
    return loop.after(nanos, task);
  }

  /**
   * Listens at an endpoint; each connection gets a wire of its own.
   *
   * @throws DiscoveryException if it can't be bound; the message holds the endpoint and why
   */
  public Listener listen(Endpoint at, Supplier<Wire> wires, Limits limits) {
    Bound bound = Bound.to(at);
    try {
      return call(() -> new Listener(loop, bound, wires, limits));
    } catch (RuntimeException failed) {
      Loop.close(bound.channel());
      throw failed;
    }
  }

  /**
   * Connects to an endpoint, and again whenever the connection ends, each time with a new wire. A
   * host that is unknown or doesn't answer is logged once and tried again.
   */
  public Dialer dial(Endpoint to, Supplier<Wire> wires, Limits limits, Backoff backoff) {
    return dial(to, wires, limits, backoff, Lookup::addresses);
  }

  /** As above, with other names. */
  Dialer dial(
      Endpoint to, Supplier<Wire> wires, Limits limits, Backoff backoff, Dialer.Names names) {
    Dialer dialer = new Dialer(loop, names, to, wires, limits, backoff);
    execute(dialer::dial);
    return dialer;
  }

  /** An interrupt doesn't end it; the flag stands afterwards. */
  private void awaitEnd() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("CatchThrowable")
  private static <T> void complete(CompletableFuture<T> result, Callable<T> work) {
    try {
      result.complete(work.call());
    } catch (Throwable thrown) {
      result.completeExceptionally(thrown);
    }
  }
}
