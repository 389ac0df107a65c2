package io.rollcall.mesh.link;

import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.protocol.Deadlines;
import io.rollcall.mesh.protocol.PendingCalls;
import io.rollcall.mesh.wire.Identity;
import io.rollcall.mesh.wire.MeshFrame.Failure;
import io.rollcall.mesh.wire.MeshFrame.Reply;
import io.rollcall.mesh.wire.MeshFrame.Request;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The handlers that run for one link, and the requests it waits for. For the engine's thread only.
 */
final class InboundCalls {
  private final Station station;
  private final InLink link;
  private final PendingCalls<RunningCall> running = new PendingCalls<>();
  private final Wakeup deadlines;

  /** Handlers that run, those included whose answer nobody waits for any more. */
  private int active;

  InboundCalls(Station station, InLink link) {
    this.station = station;
    this.link = link;
    this.deadlines = new Wakeup(station.engine, this::expire);
  }

  /** Why a call is not taken; null if it is. */
  @Nullable FailureCause refusal(int command) {
    FailureCause refusal = station.handlers.refusal(command);
    return refusal == null && active >= station.options().concurrency()
        ? FailureCause.BUSY
        : refusal;
  }

  void request(Request request) {
    FailureCause refusal = refusal(request.command());
    if (refusal != null) {
      fail(request.id(), refusal, Handlers.detail(refusal, request.command()));
      return;
    }
    long deadline = station.engine.now() + TimeUnit.MILLISECONDS.toNanos(request.millis());
    RunningCall call =
        new RunningCall(
            station,
            link.entrance().peer(),
            request.command(),
            request.payload(),
            deadline,
            ended -> {
              active--;
              answer(request.id(), ended);
            });
    if (!running.add(request.id(), call, deadline)) {
      station.counts.unexpected.increment();
      return;
    }
    deadlines.want(running.nextDue());
    if (!start(call)) {
      running.remove(request.id());
      fail(request.id(), FailureCause.BUSY, "the executor of handlers takes no more");
    }
  }

  /** Hands a message to its handler; returns whether the executor took it. */
  boolean hand(Identity sender, int command, byte[] payload) {
    return start(
        new RunningCall(station, sender, command, payload, Deadlines.NEVER, ended -> active--));
  }

  private boolean start(RunningCall call) {
    active++;
    station.handlers.began();
    station.counts.calls.increment();
    boolean started = call.start();
    if (!started) {
      active--;
      station.handlers.ended();
    }
    return started;
  }

  /** Nobody waits for that answer any more. */
  void cancel(long id) {
    RunningCall call = running.remove(id);
    if (call != null) {
      call.cancel();
    }
  }

  private void answer(long id, Ended ended) {
    if (running.remove(id) == null) {
      return;
    }
    byte[] payload = ended.payload();
    int most = station.options().mostOctets();
    if (payload == null) {
      fail(id, ended.cause(), ended.detail());
    } else if (payload.length > most) {
      String detail = "its reply has %,d octets, more than %,d".formatted(payload.length, most);
      fail(id, FailureCause.HANDLER_FAILED, detail);
    } else {
      link.answer(new Reply(id, payload));
    }
  }

  /** Tells why there is no answer. */
  void fail(long id, FailureCause cause, String detail) {
    station.counts.callFailed(cause);
    link.answer(new Failure(id, cause, detail));
  }

  private void expire() {
    for (PendingCalls.Expired<RunningCall> each : running.expire(station.engine.now())) {
      each.call().cancel();
    }
    deadlines.want(running.nextDue());
  }

  /** Answers all that runs: the node ends. */
  void drained() {
    running.all().forEach((id, call) -> fail(id, FailureCause.DRAINING, "the node closes"));
    running.removeAll().forEach(RunningCall::cancel);
  }

  /** The link is gone. */
  void gone() {
    deadlines.cancel();
    running.removeAll().forEach(RunningCall::cancel);
  }
}
