package io.rollcall.jeromq;

import io.rollcall.discovery.agent.Timers;
import io.rollcall.discovery.lookup.HostLookups;
import io.rollcall.discovery.thread.LibraryThreads;
import io.rollcall.discovery.thread.Uninterruptibly;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Msg;

/**
 * A thread that owns sockets: it runs commands, reads what has come, ticks those whose time has
 * come, and waits, in this order. When it or one of ZeroMQ's threads fails, all sockets are given
 * up and opened again. {@link #execute} and {@link #stop} are thread-safe; everything else is for
 * the loop's own thread.
 */
final class SocketLoop implements Runnable, HostLookups.Owner {
  private static final Logger log = LoggerFactory.getLogger(SocketLoop.class);

  /** After so many messages of one socket the others have their turn. */
  private static final int BATCH = 1024;

  /** However much there is to read, what is due waits no longer. */
  private static final long MOST_HOLD = 250_000_000;

  private static final long NOT_DUE = -1;

  /** Until a tick that failed is tried again. */
  private static final long TICK_PAUSE = 1_000_000_000;

  /** What fails at each turn shall not keep a processor busy. */
  private static final long FAILURE_PAUSE = 1_000_000;

  private final long origin = System.nanoTime();
  private final Queue<LongConsumer> commands = new ConcurrentLinkedQueue<>();
  private final SocketSelector selector = new SocketSelector();
  private final Timers<AgentRunner<?>> timers = new Timers<>();
  private final Set<AgentRunner<?>> runners = new LinkedHashSet<>();
  private final HandshakeWatchdog<ServerConnection> watchdog = new HandshakeWatchdog<>();
  private final RestartBackoff restarts = new RestartBackoff();
  private final HostLookups hosts = new HostLookups(this);
  private final String name;

  /** None once it is gone, so that a closed server does not lead to it. */
  private volatile @Nullable Thread thread;

  private @Nullable ZmqContext context;
  private @Nullable IoThreadWaker waker;
  private volatile boolean stopping;

  /** How many messages were read, and how many of them when something was found to be due. */
  private long read;

  private long readWhenDue = NOT_DUE;

  SocketLoop(String name) {
    this.name = name;
    Thread made = LibraryThreads.daemon(name, this);
    thread = made;
    try {
      openContext();
      made.start();
    } catch (RuntimeException | Error noThread) {
      selector.close();
      throw noThread;
    }
  }

  /** Runs a command on the loop's thread, with the time; drops it if the loop has ended. */
  void execute(LongConsumer command) {
    commands.add(command);
    if (Thread.currentThread() != thread) {
      selector.wakeup();
    }
  }

  @Override
  public void execute(Runnable command) {
    execute(now -> command.run());
  }

  /**
   * Ends the loop, once its sockets are closed, and waits until its thread is gone, and its context
   * unless one of that one's threads has failed.
   */
  void stop() {
    stopping = true;
    selector.wakeup();
    Thread ending = thread;
    if (ending != null) {
      Uninterruptibly.join(ending);
    }
    thread = null;
  }

  void add(AgentRunner<?> runner) {
    runners.add(runner);
  }

  void remove(AgentRunner<?> runner) {
    runners.remove(runner);
    timers.schedule(runner, Long.MAX_VALUE);
  }

  @Override
  public void executeAfter(long nanos, Runnable command) {
    CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(() -> execute(command));
  }

  @Override
  public long now() {
    return System.nanoTime() - origin;
  }

  /** Whether sockets can be made; not between their failure and their restart. */
  boolean isOpen() {
    return context != null;
  }

  ZMQ.Socket socket(SocketType type) {
    return context().socket(type);
  }

  ZmqContext context() {
    ZmqContext open = context;
    if (open == null) {
      throw new IllegalStateException("the sockets of " + name + " have failed");
    }
    return open;
  }

  SocketSelector selector() {
    return selector;
  }

  HandshakeWatchdog<ServerConnection> watchdog() {
    return watchdog;
  }

  HostLookups hosts() {
    return hosts;
  }

  Timers<AgentRunner<?>> timers() {
    return timers;
  }

  @Override
  public void run() {
    boolean over = false;
    while (!over) {
      try {
        over = turn();
      } catch (Throwable died) {
        failed(died);
      }
    }
  }

  /** Returns whether it was the last. */
  private boolean turn() {
    if (stopping && commands.isEmpty()) {
      end();
      return true;
    }
    ZmqContext open = context;
    if (open != null && open.sickness() != null) {
      giveUp(open, open.sickness());
    }
    if (restarts.due() <= now()) {
      openAgain();
    }
    runCommands();
    boolean everythingRead = readTouched();
    if (isOpen()) {
      // Without sockets nobody can be heard, so that no time may pass for who waits for somebody.
      if (mayTick(everythingRead)) {
        tickDue();
      }
      checkHandshakes();
    }
    boolean idle = commands.isEmpty() && !stopping;
    selector.await(idle ? untilDue() : 0);
    return false;
  }

  /**
   * Whether all that had been received has been read; or, where there is always more to read, as
   * much as two words of each connection, since they are read in turn.
   */
  private boolean mayTick(boolean everythingRead) {
    long late = now() - timers.due();
    if (late < 0) {
      readWhenDue = NOT_DUE;
      return false;
    }
    if (readWhenDue == NOT_DUE) {
      readWhenDue = read;
    }
    boolean may =
        everythingRead
            || late > MOST_HOLD
            || read - readWhenDue > 2L * runners.stream().mapToInt(AgentRunner::sources).sum();
    if (may) {
      readWhenDue = NOT_DUE;
    }
    return may;
  }

  private long untilDue() {
    long due = isOpen() ? Math.min(timers.due(), watchdog.due()) : restarts.due();
    return due == Long.MAX_VALUE ? Long.MAX_VALUE : due - now();
  }

  /** This thread lives as long as it is needed, whatever is thrown. */
  private void failed(Throwable died) {
    ZmqContext open = context;
    if (open != null) {
      open.sicken(died);
    } else {
      LockSupport.parkNanos(FAILURE_PAUSE);
    }
  }

  private void giveUp(ZmqContext sick, @Nullable Throwable cause) {
    IoThreadWaker spare = waker;
    context = null;
    waker = null;
    restarts.failed(now());
    try {
      log.error(
          "{}: its sockets, or a thread of theirs, have died; they are opened again", name, cause);
      List.copyOf(runners).forEach(this::detach);
      watchdog.clear();
      if (spare != null) {
        spare.close();
      }
    } finally {
      sick.giveUp();
    }
  }

  private void detach(AgentRunner<?> runner) {
    try {
      runner.detach();
    } catch (RuntimeException failed) {
      log.error("{}: an agent could not let go of its sockets", name, failed);
    }
  }

  private void openAgain() {
    restarts.opening(now());
    try {
      openContext();
      List.copyOf(runners).forEach(runner -> runner.reopen(now()));
      log.info("{}: the sockets are open again", name);
    } catch (RuntimeException notYet) {
      failed(notYet);
    } finally {
      if (context == null) {
        restarts.failed(now());
      }
    }
  }

  private void openContext() {
    ZmqContext opened = new ZmqContext(selector::wakeup);
    context = opened;
    waker = new IoThreadWaker(opened);
  }

  private void runCommands() {
    LongConsumer command;
    while ((command = commands.poll()) != null) {
      try {
        command.accept(now());
      } catch (RuntimeException failed) {
        log.error("{}: a command failed", name, failed);
      }
    }
  }

  /** Reads every touched socket once; returns whether nothing is left to read. */
  private boolean readTouched() {
    for (int round = selector.readable(); round > 0; round--) {
      read(selector.next());
    }
    return selector.readable() == 0;
  }

  private void read(RegisteredSocket registered) {
    for (int i = 0; i < BATCH; i++) {
      if (registered.key == null) {
        return;
      }
      Msg frame = registered.receive();
      if (frame == null) {
        registered.owner.reschedule();
        return;
      }
      selector.found();
      read++;
      try {
        registered.receiver.received(frame, now());
      } catch (RuntimeException failed) {
        log.error("{}: a message failed", name, failed);
      }
    }
    selector.touch(registered);
    registered.owner.reschedule();
  }

  private void tickDue() {
    long now = now();
    while (timers.due() <= now) {
      AgentRunner<?> runner = timers.first();
      boolean done = false;
      try {
        runner.tick(now);
        done = true;
      } catch (RuntimeException failed) {
        log.error("{}: a tick failed", name, failed);
      } finally {
        if (!done) {
          timers.schedule(runner, now + TICK_PAUSE);
        }
      }
    }
  }

  private void checkHandshakes() {
    if (watchdog.due() > now()) {
      return;
    }
    HandshakeWatchdog.Verdict<ServerConnection> verdict = watchdog.look(now());
    if (verdict.wake()) {
      wake();
    }
    verdict.reopen().forEach(link -> link.retry(now()));
  }

  private void wake() {
    try {
      if (waker != null) {
        waker.wake();
      }
    } catch (RuntimeException noDescriptors) {
      log.debug("{}: not woken, no socket is left", name, noDescriptors);
    }
  }

  private void end() {
    try {
      List.copyOf(runners).forEach(AgentRunner::abandon);
      if (waker != null) {
        waker.close();
      }
      selector.close();
    } finally {
      ZmqContext last = context;
      context = null;
      if (last != null) {
        last.close();
      }
    }
  }
}
