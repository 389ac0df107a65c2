package io.rollcall.discovery.net;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.log.Log;
import io.rollcall.discovery.lookup.HostLookups;
import io.rollcall.discovery.thread.LibraryThreads;
import io.rollcall.discovery.thread.Threads;
import io.rollcall.discovery.thread.Uninterruptibly;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread, {@code rollcall-net}, and a selector, which move the bytes of all connections.
 * Knows nothing of what they mean: that is a {@link Wire}'s business. Thread-safe but for what says
 * that it is for the engine's thread only.
 *
 * <p>A simulation has engines without a thread, {@link #invoked}. They run this same code on the
 * simulation's {@link Platform}.
 */
public final class Engine implements HostLookups.Owner {
  private static final Object SHARING = new Object();
  private static final Map<String, Engine> SHARED = new HashMap<>();

  /** Until what logging needs is loaded: a first join shall not wait for that. */
  private static final long UNTIL_LOG = 10_000_000_000L;

  private final Platform platform;
  private final Loop loop;
  private final HostLookups hosts = new HostLookups(this);
  private final Lookup lookup;
  private int holders = 1;
  private final String name;
  private final boolean invoked;

  /** None once it is gone, so that what was closed does not lead to it. */
  private volatile @Nullable Thread thread;

  private Engine(String name) {
    this.name = name;
    invoked = false;
    platform = new SystemPlatform();
    lookup = new Lookup(platform.resolver());
    loop = new Loop(platform);
    // Not on the engine's thread: a provider that reads its configuration takes its time.
    loop.after(UNTIL_LOG, () -> LibraryThreads.daemon("rollcall-log", Log::load).start());
    Thread made = LibraryThreads.daemon(name, loop);
    thread = made;
    made.start();
  }

  private Engine(String name, Platform platform) {
    this.name = name;
    this.platform = platform;
    lookup = new Lookup(platform.resolver());
    invoked = true;
    loop = new Loop(platform);
  }

  /** The one that all of this JVM share, made when first needed. Each holder releases it once. */
  public static Engine acquire() {
    return acquire("rollcall-net");
  }

  /** As above, the one whose thread has this name. */
  public static Engine acquire(String name) {
    synchronized (SHARING) {
      Engine shared = SHARED.get(name);
      if (shared == null) {
        shared = new Engine(name);
        SHARED.put(name, shared);
      } else {
        shared.holders++;
      }
      return shared;
    }
  }

  /** One that nobody else finds; its thread has this name. */
  public static Engine start(String name) {
    return new Engine(name);
  }

  /**
   * One without a thread of its own: the caller's thread takes its place and calls {@link #invoke}
   * for each turn of the loop. Every command that is handed over wakes the selector.
   */
  public static Engine invoked(String name, Platform platform) {
    return new Engine(name, platform);
  }

  /** One more holder, which releases it once. */
  public Engine held() {
    synchronized (SHARING) {
      holders++;
    }
    return this;
  }

  /**
   * Takes one turn of an engine that was made by {@link #invoked}; after {@link #release} the first
   * closes what is open, and the next do nothing. For the engine's thread only.
   *
   * @throws IllegalStateException if the engine has a thread of its own
   */
  public void invoke() {
    if (!invoked) {
      throw new IllegalStateException("engine '" + name + "' has a thread of its own");
    }
    loop.step();
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
      SHARED.remove(name, this);
    }
    loop.end();
    if (!onThread()) {
      awaitEnd();
    }
  }

  /** The names that are looked up again and again for it. For the engine's thread only. */
  public HostLookups hosts() {
    return hosts;
  }

  /** Nanoseconds of the monotonic clock, 0 or more. */
  @Override
  public long now() {
    return loop.now();
  }

  /** How a thread waits for what this engine does. */
  public Threads threads() {
    return platform.threads();
  }

  /** Where the jitter of pauses comes from. For the engine's thread only. */
  public RandomGenerator random() {
    return platform.random();
  }

  /** Whether this is the engine's thread; without one it is whatever thread calls. */
  public boolean onThread() {
    return invoked || Thread.currentThread() == thread;
  }

  /**
   * Runs it on the engine's thread, after those that came before it. One that throws is logged;
   * after the end of the engine nothing runs.
   */
  @Override
  public void execute(Runnable command) {
    loop.execute(command, onThread() && !invoked);
  }

  /**
   * Runs it on the engine's thread, at once if this is that thread, and waits for what it returns.
   * What it throws passes through.
   *
   * @throws RejectedExecutionException if the engine has ended
   * @throws DiscoveryException if the work fails with a checked exception, which is the cause
   */
  public <T> T call(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    if (onThread()) {
      task.run();
      if (invoked) {
        loop.wake();
      }
    } else if (!loop.execute(task, false)) {
      throw new RejectedExecutionException("the engine has ended");
    }
    try {
      return Uninterruptibly.await(task::get);
    } catch (ExecutionException failed) {
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

  @Override
  public void executeAfter(long nanos, Runnable command) {
    execute(() -> after(nanos, command));
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
  public Listener listen(Endpoint at, Supplier<Wire> wires, SocketLimits limits) {
    BoundSocket bound = BoundSocket.to(at, platform);
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
  public Dialer dial(Endpoint to, Supplier<Wire> wires, SocketLimits limits, Backoff backoff) {
    return dial(to, wires, limits, backoff, lookup::addresses);
  }

  /** As above; each attempt that fails is told, on the engine's thread, and nothing is logged. */
  public Dialer dial(
      Endpoint to,
      Supplier<Wire> wires,
      SocketLimits limits,
      Backoff backoff,
      Consumer<String> unreachable) {
    return dial(new Dialer(loop, lookup::addresses, to, wires, limits, backoff, unreachable));
  }

  /** As above, with other names. */
  Dialer dial(
      Endpoint to, Supplier<Wire> wires, SocketLimits limits, Backoff backoff, Dialer.Names names) {
    return dial(new Dialer(loop, names, to, wires, limits, backoff, null));
  }

  private Dialer dial(Dialer dialer) {
    execute(dialer::dial);
    return dialer;
  }

  private void awaitEnd() {
    Thread ending = thread;
    if (ending != null) {
      Uninterruptibly.join(ending);
    }
    thread = null;
  }
}
