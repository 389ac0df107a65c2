package io.rollcall.benchmarks.nanomsg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The one thread and selector of all peers by hand. {@link #execute} is thread-safe. */
final class PeerLoop implements Runnable {
  /** Listening sockets of nanomsg and of JeroMQ hold no more than a hundred that wait. */
  private static final int AT_ONCE = 64;

  /** JeroMQ leaves some fresh connections hanging. */
  private static final long PATIENCE = 1_000_000_000L;

  private static final long TICK_MILLIS = 10;

  private final Selector selector;
  private final ByteBuffer in = ByteBuffer.allocateDirect(512 * 1024);
  private final Queue<Task> commands = new ConcurrentLinkedQueue<>();
  private final Queue<Crowd> wanted = new ArrayDeque<>();
  private final Map<Peer, Long> underWay = new LinkedHashMap<>();

  /** What it is told to do. */
  interface Task {
    void run() throws IOException;
  }

  PeerLoop() throws IOException {
    selector = Selector.open();
  }

  /** Does this on its thread. */
  void execute(Task command) {
    commands.add(command);
    selector.wakeup();
  }

  /** Has so many peers connect. */
  void fill(Crowd crowd, int many) {
    for (int i = 0; i < many; i++) {
      wanted.add(crowd);
    }
  }

  @Override
  public void run() {
    try {
      while (true) {
        boolean ticks = !underWay.isEmpty() || !wanted.isEmpty();
        selector.select(this::serve, ticks ? TICK_MILLIS : 0);
        for (Task next = commands.poll(); next != null; next = commands.poll()) {
          next.run();
        }
        giveUp(System.nanoTime() - PATIENCE);
        while (underWay.size() < AT_ONCE && !wanted.isEmpty()) {
          underWay.put(new Peer(wanted.remove(), selector), System.nanoTime());
        }
      }
    } catch (IOException | RuntimeException | Error failed) {
      // The director reads of it, and sees this process end.
      failed.printStackTrace();
      System.exit(1);
    }
  }

  private void serve(SelectionKey key) {
    Peer peer = (Peer) key.attachment();
    try {
      peer.serve(key, in);
      if (peer.isIn() && underWay.remove(peer) != null) {
        peer.crowd.peers.add(peer);
      }
    } catch (IOException lost) {
      throw new IllegalStateException("a connection to " + peer.crowd.name + " is lost", lost);
    }
  }

  private void giveUp(long since) throws IOException {
    Iterator<Map.Entry<Peer, Long>> each = underWay.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Peer, Long> next = each.next();
      if (next.getValue() - since > 0) {
        return;
      }
      each.remove();
      next.getKey().close();
      wanted.add(next.getKey().crowd);
    }
  }
}
