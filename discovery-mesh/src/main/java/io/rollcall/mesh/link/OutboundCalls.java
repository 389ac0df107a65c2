package io.rollcall.mesh.link;

import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.protocol.PendingCalls;
import io.rollcall.mesh.wire.MeshFrame.Cancel;
import io.rollcall.mesh.wire.MeshFrame.Failure;
import io.rollcall.mesh.wire.MeshFrame.Pong;
import io.rollcall.mesh.wire.MeshFrame.Reply;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The requests on one link that have no answer yet. For the engine's thread only. */
final class OutboundCalls {
  private static final byte[] NOTHING = {};

  private final Station station;
  private final OutLink link;
  private final PendingCalls<Outcall> pending = new PendingCalls<>();
  private final Wakeup deadlines;
  private long ids;

  OutboundCalls(Station station, OutLink link) {
    this.station = station;
    this.link = link;
    this.deadlines = new Wakeup(station.engine, this::expire);
  }

  /** Requests something, now or once the node has let this one in. */
  void add(Outcall call) {
    long id = ++ids;
    pending.add(id, call, call.deadline());
    deadlines.want(pending.nextDue());
    call.onCancel(() -> station.engine.execute(() -> cancel(id)));
    if (link.isWelcomed()) {
      send(id, call);
    }
  }

  /** The node has let this one in. */
  void welcomed() {
    pending.all().forEach(this::send);
  }

  private void send(long id, Outcall call) {
    if (!link.takes(call.payload())) {
      pending.remove(id);
      call.fail(FailureCause.MALFORMED, link.tooLong(call.payload()));
      return;
    }
    long left = Math.max(0, call.deadline() - station.engine.now());
    int millis = (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(left) + 1);
    if (!link.send(call.frame(id, millis))) {
      pending.remove(id);
      call.fail(FailureCause.BUSY, "too much waits to be sent");
    }
  }

  private void cancel(long id) {
    if (pending.remove(id) != null && link.isWelcomed()) {
      link.send(new Cancel(id));
    }
  }

  private void expire() {
    for (PendingCalls.Expired<Outcall> each : pending.expire(station.engine.now())) {
      boolean welcomed = link.isWelcomed();
      each.call()
          .fail(
              FailureCause.TIMED_OUT,
              welcomed ? "no answer by the deadline" : "no connection by the deadline");
      if (welcomed) {
        link.send(new Cancel(each.id()));
      }
    }
    deadlines.want(pending.nextDue());
  }

  /** One is answered. */
  void reply(Reply reply) {
    Outcall call = taken(reply.id());
    if (call != null) {
      call.succeed(reply.payload());
    }
  }

  /** One has failed there. */
  void failure(Failure failure) {
    Outcall call = taken(failure.id());
    if (call != null) {
      call.fail(failure.cause(), failure.detail());
    }
  }

  /** A PING is answered, which may be nobody's. */
  void pong(Pong pong) {
    if (pending.find(pong.number()) instanceof PingCall ping) {
      Outcall unused = pending.remove(pong.number());
      ping.succeed(NOTHING);
    }
  }

  private @Nullable Outcall taken(long id) {
    Outcall call = pending.remove(id);
    if (call == null) {
      station.counts.unexpected.increment();
    }
    return call;
  }

  /** How many have no answer. */
  int size() {
    return pending.size();
  }

  /** The link has failed. */
  void failed(FailureCause cause, String detail) {
    deadlines.cancel();
    pending.removeAll().forEach(each -> each.fail(cause, detail));
  }
}
