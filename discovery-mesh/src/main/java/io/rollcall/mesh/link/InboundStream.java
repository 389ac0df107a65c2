package io.rollcall.mesh.link;

import io.rollcall.discovery.thread.Monitor;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.ReplySink;
import io.rollcall.mesh.protocol.StreamBalance;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Demand;
import io.rollcall.mesh.wire.MeshFrame.End;
import io.rollcall.mesh.wire.MeshFrame.Failure;
import io.rollcall.mesh.wire.MeshFrame.Item;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a handler writes for the far end of a link. What is of {@link ReplySink} is
 * thread-safe, and so is {@link #end}; the rest is for the engine's thread.
 */
final class InboundStream implements ReplySink {
  private static final byte[] NOTHING = {};

  private final Station station;
  private final InLink link;
  private final long id;
  private final CompletableFuture<byte[]> end = new CompletableFuture<>();
  private final Monitor monitor;

  /** Under the monitor. */
  private final StreamBalance balance = new StreamBalance();

  private final DemandTask onDemand;

  /** Frames behind one that is being sent in parts. */
  private final Queue<MeshFrame> waiting = new ArrayDeque<>();

  private boolean sending;
  private boolean cut;

  /** Whether a frame is being handed to the link. */
  private boolean within;

  /** To be run once nothing more is to be sent; null until the handler has ended. */
  private @Nullable Runnable last;

  InboundStream(Station station, InLink link, long id) {
    this.station = station;
    this.link = link;
    this.id = id;
    this.monitor = new Monitor(station.engine.threads());
    this.onDemand = new DemandTask(station.handlers.executor(), this::hasDemand);
  }

  /** Completed when the handler says that the stream is over. */
  CompletionStage<byte[]> end() {
    return end;
  }

  private boolean hasDemand() {
    monitor.lock();
    try {
      return !end.isDone() && balance.hasDemand();
    } finally {
      monitor.unlock();
    }
  }

  @Override
  public boolean offer(byte[] item) {
    check(item);
    monitor.lock();
    try {
      if (end.isDone() || !balance.hasDemand()) {
        return false;
      }
      balance.sent(item.length);
      // Under the lock, so that the order of the items is that of the calls.
      station.engine.execute(() -> leave(new Item(id, item)));
      return true;
    } finally {
      monitor.unlock();
    }
  }

  private void check(byte[] item) {
    int most = station.options().mostOctets();
    if (item.length > most) {
      throw new IllegalArgumentException(
          "item has %,d octets; it may have %,d".formatted(item.length, most));
    }
  }

  @Override
  public void emit(byte[] item) throws InterruptedException {
    while (!offer(item)) {
      boolean unused = monitor.await(Long.MAX_VALUE, () -> end.isDone() || balance.hasDemand());
      if (end.isDone()) {
        throw new IllegalStateException("the stream is over");
      }
    }
  }

  @Override
  public void onDemand(Runnable task) {
    onDemand.set(task);
  }

  @Override
  public void complete() {
    end.complete(NOTHING);
    wake();
  }

  @Override
  public void fail(Throwable failure) {
    end.completeExceptionally(failure);
    wake();
  }

  @Override
  public boolean isOver() {
    return end.isDone();
  }

  private void wake() {
    monitor.lock();
    try {
      monitor.changed();
    } finally {
      monitor.unlock();
    }
  }

  /** The reader asks for more. */
  void demanded(Demand demand) {
    monitor.lock();
    try {
      balance.demanded(demand.items(), demand.octets());
      monitor.changed();
    } finally {
      monitor.unlock();
    }
    onDemand.wake();
  }

  /** The handler has said that it is over; the far end learns it behind the last item. */
  void ended(Ended how, Runnable gone) {
    last = gone;
    if (how.payload() == null) {
      station.counts.callFailed(how.cause());
      leave(new Failure(id, how.cause(), how.detail()));
    } else {
      leave(new End(id));
    }
  }

  private void leave(MeshFrame frame) {
    if (cut || !link.connection().isOpen()) {
      return;
    }
    waiting.add(frame);
    sendNext();
  }

  private void sendNext() {
    while (!sending && !cut && !waiting.isEmpty()) {
      MeshFrame next = waiting.remove();
      sending = true;
      within = true;
      boolean taken = link.send(next, id, begun -> sent());
      within = false;
      if (!taken) {
        cut();
        link.answer(new Failure(id, FailureCause.BUSY, "too much waits to be sent to this node"));
      }
    }
    if (!sending && last != null) {
      last.run();
    }
  }

  private void sent() {
    if (within) {
      sending = false;
    } else {
      // The last part is not written yet, and what is written now would come before it.
      station.engine.execute(
          () -> {
            sending = false;
            sendNext();
          });
    }
  }

  /** Nobody reads it any more. */
  void cut() {
    cut = true;
    waiting.clear();
    fail(new IllegalStateException("the stream is over"));
  }
}
