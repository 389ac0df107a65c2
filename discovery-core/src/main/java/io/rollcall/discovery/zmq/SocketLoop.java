package io.rollcall.discovery.zmq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A thread that owns sockets: it waits on all of them with one selector, reads what has come, runs
 * commands, and ticks those whose time has come, in this order. {@link #execute} and {@link #stop}
 * are thread-safe; everything else is for the loop's own thread.
 */
final class SocketLoop implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(SocketLoop.class);

  /** After so many messages of one socket the others have their turn. */
  private static final int BATCH = 1024;

  /** However much there is to read, what is due waits no longer. */
  private static final long MOST_HOLD = 250_000_000;

  /** A writer signals a moment before what it wrote can be read; that moment. */
  private static final long SIGNAL_RACE = 1_000;

  private final long origin = System.nanoTime();
  private final Selector selector;
  private final Queue<LongConsumer> commands = new ConcurrentLinkedQueue<>();
  private final Queue<Channel> touched = new ArrayDeque<>();
  private final NavigableSet<Station> timers =
      new TreeSet<>(Comparator.comparingLong(Station::due).thenComparingLong(Station::number));
  private final Set<Station> stations = new LinkedHashSet<>();
  private final Poker poker = new Poker(this);
  private final ZMQ.Context context;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile boolean dead;
  private boolean signalled;
  private boolean foundSomething;

  SocketLoop(String name) {
    context = Contexts.open();
    try {
      selector = Selector.open();
    } catch (IOException noDescriptors) {
      context.term();
      throw new UncheckedIOException(noDescriptors);
    }
    thread = new Thread(this, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Runs a command on the loop's thread, with the time; drops it if the loop has ended. */
  void execute(LongConsumer command) {
    commands.add(command);
    if (Thread.currentThread() != thread) {
      selector.wakeup();
    }
  }

  /**
   * Ends the loop, once its sockets are closed, and waits until its context and thread are gone.
   */
  void stop() {
    stopping = true;
    selector.wakeup();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether its thread runs; one that has died runs nothing any more. */
  boolean isAlive() {
    return thread.isAlive() && !dead;
  }

  /** A connection was made on this channel and something should come soon. */
  void expect(Channel channel, long now) {
    if (channel.key != null) {
      poker.expect(channel, now);
    }
  }

  void add(Station station) {
    stations.add(station);
  }

  void remove(Station station) {
    stations.remove(station);
  }

  long now() {
    return System.nanoTime() - origin;
  }

  ZMQ.Socket socket(SocketType type) {
    return context.socket(type);
  }

  /** Waits on a socket from now on. */
  Channel register(ZMQ.Socket socket, Station owner, Channel.Receiver receiver) {
    Channel channel = new Channel(socket, owner, receiver);
    try {
      channel.key = socket.getFD().register(selector, SelectionKey.OP_READ, channel);
    } catch (IOException | RuntimeException noDescriptors) {
      socket.close();
      throw new IllegalStateException("a socket can't be waited on", noDescriptors);
    }
    touch(channel);
    return channel;
  }

  /** Waits on a socket no more and closes it. */
  void close(Channel channel) {
    poker.forget(channel);
    SelectionKey key = channel.key;
    if (key != null) {
      key.cancel();
      channel.key = null;
    }
    channel.socket.close();
  }

  /**
   * A socket was used. Any use of it may swallow the signal of what it has received, so it is read
   * before the loop waits again.
   */
  void touch(Channel channel) {
    if (!channel.touched) {
      channel.touched = true;
      touched.add(channel);
    }
  }

  /** When a station is due may have changed. */
  void schedule(Station station, long due) {
    if (station.due() != due) {
      timers.remove(station);
      station.due = due;
      if (due != Long.MAX_VALUE) {
        timers.add(station);
      }
    }
  }

  @Override
  public void run() {
    try {
      while (!stopping || !commands.isEmpty()) {
        runCommands();
        boolean everythingRead = readTouched();
        if (everythingRead || isHeldTooLong()) {
          tickDue();
        }
        poker.pokeIfDue(now());
        if (signalled && !foundSomething) {
          LockSupport.parkNanos(SIGNAL_RACE);
        }
        await();
      }
    } catch (Throwable died) {
      dead = true;
      log.error("{}: the thread that owns the sockets has died", thread.getName(), died);
    } finally {
      end();
    }
  }

  private boolean isHeldTooLong() {
    return !timers.isEmpty() && now() - timers.first().due() > MOST_HOLD;
  }

  private void runCommands() {
    LongConsumer command;
    while ((command = commands.poll()) != null) {
      try {
        command.accept(now());
      } catch (RuntimeException failed) {
        log.error("{}: a command failed", thread.getName(), failed);
      }
    }
  }

  /** Reads every touched socket once; returns whether nothing is left to read. */
  private boolean readTouched() {
    for (int round = touched.size(); round > 0; round--) {
      Channel channel = touched.remove();
      channel.touched = false;
      read(channel);
    }
    return touched.isEmpty();
  }

  private void read(Channel channel) {
    for (int i = 0; i < BATCH; i++) {
      if (channel.key == null) {
        return;
      }
      byte @Nullable [] frame = channel.socket.recv(ZMQ.DONTWAIT);
      if (frame != null) {
        foundSomething = true;
        poker.forget(channel);
      }
      if (frame == null) {
        channel.owner.reschedule();
        return;
      }
      try {
        channel.receiver.received(frame, now());
      } catch (RuntimeException failed) {
        log.error("{}: a message failed", thread.getName(), failed);
      }
    }
    touch(channel);
    channel.owner.reschedule();
  }

  private void tickDue() {
    long now = now();
    while (!timers.isEmpty() && timers.first().due() <= now) {
      Station station = timers.first();
      try {
        station.tick(now);
      } catch (RuntimeException failed) {
        log.error("{}: a tick failed", thread.getName(), failed);
        schedule(station, now + 1_000_000_000L);
      }
    }
  }

  private void await() {
    try {
      boolean idle = touched.isEmpty() && commands.isEmpty() && !stopping;
      long due = timers.isEmpty() ? poker.due() : Math.min(timers.first().due(), poker.due());
      long wait = due - now();
      if (!idle || wait <= 0) {
        selector.selectNow();
      } else if (due == Long.MAX_VALUE) {
        selector.select();
      } else {
        selector.select(wait / 1_000_000 + 1);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    signalled = !selector.selectedKeys().isEmpty();
    foundSomething = false;
    for (SelectionKey key : selector.selectedKeys()) {
      touch((Channel) key.attachment());
    }
    selector.selectedKeys().clear();
  }

  private void end() {
    List.copyOf(stations).forEach(Station::abandon);
    poker.close();
    try {
      selector.close();
    } catch (IOException failed) {
      log.warn("{}: the selector did not close", thread.getName(), failed);
    }
    context.term();
  }
}
