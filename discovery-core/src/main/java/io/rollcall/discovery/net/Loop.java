package io.rollcall.discovery.net;

import io.rollcall.discovery.log.Log;
import io.rollcall.discovery.log.RareLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What the engine's thread does: commands, timers, sockets, in turn. */
final class Loop implements Runnable {
  private static final Log log = Log.of(Loop.class);
  private static final int INTAKE = 64 * 1024;

  /** A message of 200 KB in four writes took twice as long to a thousand as in one. */
  private static final int CHUNK = 256 * 1024;

  /** Connections that write in one turn, so that one message to many doesn't delay all else. */
  private static final int WRITERS = 256;

  /** So many octets are written in one turn, as some must be sealed first. */
  private static final long WRITTEN = 1 << 20;

  /** Lines a second about endpoints that can't be reached: strangers name some of them. */
  private static final int LINES = 20;

  private final RareLog unreachable = new RareLog(Log.of(Dialer.class), LINES);
  private final Platform platform;
  private final Selector selector;
  private final Commands commands = new Commands();
  private final TimerQueue timers = new TimerQueue();
  private final ReadyQueue<SelectionKey> readyQueue = new ReadyQueue<>();
  private final Barriers barriers = new Barriers(readyQueue);
  private final TurnBudget turn = new TurnBudget();
  private final Queue<Connection> writers = new ArrayDeque<>();
  private final ByteBuffer intake;
  private final ByteBuffer chunk;
  private volatile boolean ending;
  private boolean ended;

  // Made once: where there is no memory left, not even these could be made, and outside of a guard
  // that would end the thread.
  private final Runnable takeTurn = this::takeTurn;
  private final Consumer<Runnable> guarded = this::guarded;

  Loop(Platform platform) {
    this.platform = platform;
    intake = platform.buffer(INTAKE);
    chunk = platform.buffer(CHUNK);
    try {
      selector = platform.sockets().openSelector();
    } catch (IOException noDescriptors) {
      throw new UncheckedIOException("no selector: " + noDescriptors.getMessage(), noDescriptors);
    }
  }

  long now() {
    return platform.now();
  }

  /** Opens the sockets that can be registered here. */
  SelectorProvider sockets() {
    return platform.sockets();
  }

  /** A callback or a task threw. */
  void failed(String what, Throwable thrown) {
    platform.failed(what, thrown);
  }

  /** Any thread; whether the loop still runs. */
  boolean execute(Runnable command, boolean onThread) {
    boolean taken = commands.add(command);
    if (taken && !onThread) {
      selector.wakeup();
    }
    return taken;
  }

  /** There may be something to do. */
  void wake() {
    selector.wakeup();
  }

  void end() {
    ending = true;
    selector.wakeup();
  }

  /** The rest is for the loop's thread. */
  Timer after(long nanos, Runnable task) {
    return timers.add(now() + Math.max(0, nanos), task);
  }

  void whenRead(Runnable then) {
    barriers.add(then);
  }

  /** Runs it once the present callback has returned. */
  void later(Runnable task) {
    commands.add(task);
  }

  /** What may be done in the present turn. */
  TurnBudget turn() {
    return turn;
  }

  /** Where all connections read into, one after the other; as long as the present share allows. */
  ByteBuffer intake() {
    return intake.clear().limit(Math.min(INTAKE, turn.octets()));
  }

  /** Where what is to be written is gathered, for one connection after the other. */
  ByteBuffer chunk() {
    return chunk;
  }

  /** It has something to write, before the loop waits for anything. */
  void writes(Connection connection) {
    writers.add(connection);
  }

  /** There is more to do than this turn could take; it gets another, after those who wait. */
  void again(SelectionKey key) {
    readyQueue.add(key);
    barriers.leftover();
  }

  /** A socket was opened, on which something may have arrived before. */
  void opened() {
    barriers.leftover();
  }

  /** Of all dialers together, so many lines a second. */
  void unreachable(String what) {
    unreachable.warn(what, now());
  }

  SelectionKey register(SelectableChannel channel, int operations, ChannelHandler handler)
      throws IOException {
    channel.configureBlocking(false);
    return channel.register(selector, operations, handler);
  }

  /**
   * Closes a channel, of which nothing more is wanted. Here, where it is loaded: out of
   * descriptors, no class can be.
   */
  static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException failed) {
      log.debug("close", failed);
    }
  }

  /** Frees the descriptors, and so the ports, of channels that were closed. */
  void flushClosed() {
    select(0);
  }

  List<ChannelHandler> registered() {
    List<ChannelHandler> all = new ArrayList<>();
    selector.keys().forEach(key -> all.add((ChannelHandler) key.attachment()));
    return all;
  }

  @Override
  public void run() {
    while (!ended) {
      step();
    }
  }

  /** One turn, or the end. */
  void step() {
    if (!ending) {
      guarded(takeTurn);
    } else if (!ended) {
      ended = true;
      closeAll();
    }
  }

  private void closeAll() {
    commands.take().forEach(guarded);
    registered().forEach(each -> guarded(each::shut));
    commands.end().forEach(guarded);
    try {
      selector.close();
    } catch (IOException failed) {
      log.warn("closing the selector failed: {}", failed.getMessage());
    }
  }

  private void takeTurn() {
    commands.take().forEach(guarded);
    timers.due(now(), guarded);
    flush();
    select(isIdle() ? timers.untilNext(now()) : 0);
    if (barriers.isRoundWanted()) {
      selectAll();
      barriers.begin();
    }
    serve();
    barriers.reached().forEach(guarded);
  }

  private boolean isIdle() {
    return commands.isEmpty() && readyQueue.isEmpty() && writers.isEmpty() && barriers.isEmpty();
  }

  /** What was written in this turn goes out together. */
  private void flush() {
    long octets = 0;
    for (int i = Math.min(WRITERS, writers.size()); i > 0 && octets < WRITTEN; i--) {
      Connection next = writers.remove();
      long before = next.written();
      guarded(next::flush);
      octets += next.written() - before;
    }
  }

  /** One turn of those who wait for it. Who is still waiting then is served in the next. */
  private void serve() {
    turn.begin(readyQueue.size());
    while (!turn.isOver()) {
      SelectionKey next = readyQueue.next();
      if (next == null) {
        return;
      }
      turn.next();
      if (next.isValid()) {
        guarded(() -> ((ChannelHandler) next.attachment()).ready(next));
      }
    }
  }

  /** One call of the selector finds a thousand at most, and each call others. */
  private void selectAll() {
    int before;
    do {
      before = readyQueue.size();
      select(0);
    } while (readyQueue.size() > before);
  }

  private void select(long nanos) {
    // A callback that interrupts its thread would close the channel that is used next.
    Thread.interrupted();
    try {
      if (nanos <= 0) {
        selector.selectNow(readyQueue::add);
      } else if (nanos == Long.MAX_VALUE) {
        selector.select(readyQueue::add);
      } else {
        selector.select(readyQueue::add, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
      }
    } catch (IOException failed) {
      log.error("selecting ready connections failed", failed);
    }
  }

  /** Whatever fails, the thread lives: it serves others, too. */
  @SuppressWarnings("CatchThrowable")
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (Throwable thrown) {
      failed("a task on the engine's thread failed; the thread goes on", thrown);
    }
  }
}
