package io.rollcall.mesh.link;

import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.MeshException;
import io.rollcall.mesh.protocol.StreamWindow;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Demand;
import io.rollcall.mesh.wire.MeshFrame.Open;
import java.util.concurrent.Flow.Subscriber;
import org.jspecify.annotations.Nullable;

/**
 * A stream of replies on its way to one subscriber. {@link #begin} and what the subscriber calls
 * are thread-safe; the rest is for the engine's thread.
 */
final class StreamCall extends Outcall implements StreamDelivery.Source {
  private final Station station;
  private final String what;
  private final StreamDelivery delivery;
  private final StreamWindow window = new StreamWindow();
  private @Nullable OutLink link;
  private long id;
  private volatile boolean ended;
  private volatile @Nullable Runnable onCancel;

  StreamCall(
      Station station,
      String what,
      int command,
      byte[] payload,
      long deadline,
      Subscriber<? super byte[]> subscriber) {
    super(command, payload, Math.min(deadline, RunningCall.currentDeadline()));
    this.station = station;
    this.what = what;
    this.delivery = new StreamDelivery(subscriber, station.callbacks(), this);
    station.counts.requests.increment();
  }

  /** Tells the subscriber that it is subscribed. */
  void begin() {
    delivery.begin();
  }

  @Override
  MeshFrame frame(long asId, int millis) {
    return new Open(asId, command(), millis, payload());
  }

  /** It has been sent: what is asked for can be said. */
  void opened(long asId, OutLink on) {
    id = asId;
    link = on;
    restate();
  }

  /** Says once more what is asked for. */
  void restate() {
    if (link != null && isOpen()) {
      link.send(window.tell(id));
    }
  }

  private void tell() {
    if (link != null && isOpen()) {
      Demand due = window.due(id);
      if (due != null) {
        link.send(due);
      }
    }
  }

  /** The next item has come. */
  void item(byte[] item) {
    if (!window.arrived(item.length)) {
      overrun(FailureCause.MALFORMED, "the node sends more than was asked for");
    } else if (!station.room.take(item.length)) {
      overrun(FailureCause.BUSY, "this node has no room for the items");
    } else {
      delivery.item(item);
    }
  }

  private void overrun(FailureCause cause, String detail) {
    fail(cause, detail);
    if (link != null) {
      link.calls().cancel(id);
    }
  }

  /** There are no more items. */
  void complete() {
    if (!ended) {
      ended = true;
      delivery.end(null);
    }
  }

  @Override
  void succeed(byte[] with) {
    fail(FailureCause.MALFORMED, "a reply to what is a stream");
  }

  @Override
  void fail(FailureCause cause, String detail) {
    if (!ended) {
      ended = true;
      station.counts.requestFailed(cause);
      delivery.end(new MeshException(what, cause, detail));
    }
  }

  @Override
  void onCancel(Runnable cancelled) {
    onCancel = cancelled;
    if (delivery.isCancelled()) {
      cancelled.run();
    }
  }

  @Override
  boolean isOpen() {
    return !ended && !delivery.isCancelled();
  }

  @Override
  public void requested(long items) {
    station.engine.execute(
        () -> {
          window.requested(items);
          tell();
        });
  }

  @Override
  public void read(long items, long octets) {
    station.engine.execute(
        () -> {
          station.room.give((int) octets);
          window.read(items, octets);
          tell();
        });
  }

  @Override
  public void cancelled() {
    Runnable tell = onCancel;
    if (tell != null) {
      tell.run();
    }
  }
}
