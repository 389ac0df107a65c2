package io.rollcall.mesh.link;

import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.protocol.PendingCalls;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Cancel;
import io.rollcall.mesh.wire.MeshFrame.End;
import io.rollcall.mesh.wire.MeshFrame.Failure;
import io.rollcall.mesh.wire.MeshFrame.Item;
import io.rollcall.mesh.wire.MeshFrame.Pong;
import io.rollcall.mesh.wire.MeshFrame.Reply;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The requests on one link that have no answer yet. For the engine's thread only. */
final class OutboundCalls {
  private static final byte[] NOTHING = {};

  private final Station station;
  private final OutLink link;
  private final PendingCalls<Asked> pending = new PendingCalls<>();
  private final Wakeup deadlines;
  private long ids;

  OutboundCalls(Station station, OutLink link) {
    this.station = station;
    this.link = link;
    this.deadlines = new Wakeup(station.engine, this::expire);
  }

  /** Requests something, now or once the node has let this one in, and takes it. */
  void add(Outcall call) {
    long id = ++ids;
    Asked asked = new Asked(id, call);
    pending.add(id, asked, call.deadline());
    deadlines.want(pending.nextDue());
    call.onCancel(() -> station.engine.execute(() -> cancel(id)));
    if (link.isWelcomed()) {
      send(asked);
    }
  }

  /** The node has let this one in. */
  void welcomed() {
    pending.all().values().forEach(this::send);
  }

  private void send(Asked asked) {
    Outcall call = asked.call;
    if (!link.takes(call.payload())) {
      pending.remove(asked.id);
      call.fail(FailureCause.MALFORMED, link.tooLong(call.payload()));
    } else if (call instanceof PingCall) {
      link.sendUrgently(asked.frame());
    } else {
      link.flow().send(asked);
    }
  }

  /** Nobody here waits for the answer any more. */
  void cancel(long id) {
    Asked asked = pending.remove(id);
    if (asked != null) {
      forget(asked);
    }
  }

  private void forget(Asked asked) {
    if (link.isWelcomed() && !link.flow().remove(asked)) {
      link.abort(asked.id);
      link.send(new Cancel(asked.id));
    }
  }

  private void expire() {
    for (PendingCalls.Expired<Asked> each : pending.expire(station.engine.now())) {
      Outcall call = each.call().call;
      if (!link.isWelcomed()) {
        call.fail(FailureCause.TIMED_OUT, "no connection by the deadline");
      } else if (link.flow().remove(each.call())) {
        call.fail(FailureCause.BUSY, "the node took no more by the deadline");
      } else {
        call.fail(FailureCause.TIMED_OUT, "no answer by the deadline");
        forget(each.call());
      }
    }
    deadlines.want(pending.nextDue());
  }

  /** Whether an answer to this one is awaited. */
  boolean isPending(long id) {
    return pending.find(id) != null;
  }

  /** One is answered. */
  void reply(Reply reply) {
    Asked asked = taken(reply.id());
    if (asked != null) {
      asked.call.succeed(reply.payload());
    }
  }

  /** One has failed there. */
  void failure(Failure failure) {
    Asked asked = taken(failure.id());
    if (asked != null) {
      // What of it is still to be sent is dropped there.
      link.abort(failure.id());
      asked.call.fail(failure.cause(), failure.detail());
    }
  }

  /** A PING is answered, which may be nobody's. */
  void pong(Pong pong) {
    Asked asked = pending.find(pong.number());
    if (asked != null && asked.call instanceof PingCall ping) {
      Asked unused = pending.remove(pong.number());
      ping.succeed(NOTHING);
    }
  }

  /** The next item of a stream. */
  void item(Item item) {
    Asked asked = pending.find(item.id());
    if (asked != null && asked.call instanceof StreamCall stream) {
      stream.item(item.payload());
    } else {
      station.counts.unexpected.increment();
    }
  }

  /** A stream has no more items. */
  void end(End end) {
    Asked asked = taken(end.id());
    if (asked != null && asked.call instanceof StreamCall stream) {
      stream.complete();
    } else if (asked != null) {
      asked.call.fail(FailureCause.MALFORMED, "the end of a stream that is none");
    }
  }

  /** Its answer has no room here. */
  void noRoom(long id) {
    Asked asked = pending.remove(id);
    if (asked != null) {
      asked.call.fail(FailureCause.BUSY, "this node has no room for the answer");
      forget(asked);
    }
  }

  private @Nullable Asked taken(long id) {
    Asked asked = pending.remove(id);
    if (asked == null) {
      station.counts.unexpected.increment();
    }
    return asked;
  }

  /** Says once more what streams ask for, as the word may have been lost. */
  void restate() {
    pending.all().values().forEach(Asked::restate);
  }

  /** How many have no answer. */
  int size() {
    return pending.size();
  }

  /** The link has failed. */
  void failed(FailureCause cause, String detail) {
    deadlines.cancel();
    pending.removeAll().forEach(each -> each.call.fail(cause, detail));
  }

  /** A request under its id. */
  private final class Asked extends Parcel {
    private final long id;
    private final Outcall call;
    private boolean sent;

    Asked(long id, Outcall call) {
      this.id = id;
      this.call = call;
    }

    @Override
    MeshFrame frame() {
      long left = Math.max(0, call.deadline() - station.engine.now());
      long millis = TimeUnit.NANOSECONDS.toMillis(left) + 1;
      return call.frame(id, (int) Math.min(Integer.MAX_VALUE, millis));
    }

    @Override
    long call() {
      return id;
    }

    @Override
    boolean isOpen() {
      return pending.find(id) == this;
    }

    @Override
    void sent() {
      sent = true;
      if (call instanceof StreamCall stream && isOpen()) {
        // Perhaps within a write of the connection, whose last part is not written yet.
        station.engine.execute(() -> stream.opened(id, link));
      }
    }

    void restate() {
      if (sent && call instanceof StreamCall stream) {
        stream.restate();
      }
    }

    @Override
    void dropped() {
      if (pending.remove(id) != null) {
        call.fail(FailureCause.BUSY, "too much waits to be sent");
      }
    }
  }
}
