package io.rollcall.benchmarks.thin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of all thin peers of a process, and what they share. {@link #execute} is
 * thread-safe, all else is for that thread.
 */
final class ThinLoop {
  /** JeroMQ's listening sockets hold no more than a hundred connections that wait. */
  private static final int AT_ONCE = 64;

  private static final long PATIENCE = Duration.ofSeconds(4).toNanos();
  private static final long TICK_MILLIS = 10;

  private final Selector selector;
  private final ByteBuffer in = ByteBuffer.allocateDirect(Frames.MOST_LEFT + 128 * 1024);
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final Queue<ThinPeer> waiting = new ArrayDeque<>();
  private final Set<ThinPeer> connecting = new HashSet<>();
  private final Map<ThinPeer, Long> underWay = new LinkedHashMap<>();
  private final Queue<Runnable> whenAllIn = new ArrayDeque<>();
  private @Nullable Runnable ticked;

  /** What they count. */
  final Tally tally = new Tally();

  /** Decodes what thousands of them get alike. */
  final Decoder decoder = new Decoder();

  /** The rounds that the members of this process answer. */
  final RoundTimes rounds = new RoundTimes();

  /** The member that its subscribers wait for. */
  final SightingTimer watch = new SightingTimer();

  ThinLoop() throws IOException {
    selector = Selector.open();
  }

  /** Starts its thread. */
  void start() {
    Thread thread = new Thread(this::run, "thin peers");
    thread.setDaemon(true);
    thread.start();
  }

  /** Does this on its thread. */
  void execute(Runnable command) {
    commands.add(command);
    selector.wakeup();
  }

  /** Does this every few milliseconds from now on; nothing if that is {@code null}. */
  void onTick(@Nullable Runnable task) {
    ticked = task;
  }

  /** Connects it when its turn has come. */
  void add(ThinPeer peer) {
    waiting.add(peer);
  }

  /** It is in: welcomed, or its snapshot is there. */
  void in(ThinPeer peer) {
    underWay.remove(peer);
    connecting.remove(peer);
  }

  /** It is not in, but has just asked for what will bring it in, or has got a part of that. */
  void out(ThinPeer peer) {
    underWay.remove(peer);
    underWay.put(peer, System.nanoTime());
  }

  /** How many are not in yet. */
  int missing() {
    return waiting.size() + underWay.size();
  }

  /** Does this when all that were added are in. */
  void whenAllIn(Runnable task) {
    whenAllIn.add(task);
  }

  /** Its connection was lost; it makes another. */
  void broken(ThinPeer peer) {
    tally.count(Event.LOST);
    in(peer);
    try {
      peer.close();
    } catch (IOException closedAnyway) {
      // The descriptor is given back all the same.
    }
    waiting.add(peer);
  }

  Selector selector() {
    return selector;
  }

  private void run() {
    try {
      while (true) {
        boolean ticks = ticked != null || !waiting.isEmpty() || !underWay.isEmpty();
        selector.select(this::serve, ticks ? TICK_MILLIS : 0);
        for (Runnable next = commands.poll(); next != null; next = commands.poll()) {
          next.run();
        }
        if (ticked != null) {
          ticked.run();
        }
        giveUp(System.nanoTime() - PATIENCE);
        connect();
        while (waiting.isEmpty() && underWay.isEmpty() && !whenAllIn.isEmpty()) {
          whenAllIn.remove().run();
        }
      }
    } catch (IOException | RuntimeException | Error failed) {
      // The director reads of it, and sees this process end.
      failed.printStackTrace();
      System.exit(1);
    }
  }

  private void serve(SelectionKey key) {
    ThinPeer peer = (ThinPeer) key.attachment();
    try {
      peer.serve(in);
    } catch (IOException failed) {
      broken(peer);
    }
  }

  private void connect() throws IOException {
    while (connecting.size() < AT_ONCE && !waiting.isEmpty()) {
      ThinPeer peer = waiting.remove();
      out(peer);
      connecting.add(peer);
      peer.connect();
    }
  }

  /** Those of which nothing came since; JeroMQ leaves some fresh connections hanging. */
  private void giveUp(long since) {
    Iterator<Map.Entry<ThinPeer, Long>> each = underWay.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<ThinPeer, Long> next = each.next();
      if (next.getValue() - since > 0) {
        return;
      }
      each.remove();
      connecting.remove(next.getKey());
      tally.count(Event.GIVEN_UP);
      waiting.add(next.getKey());
    }
  }
}
