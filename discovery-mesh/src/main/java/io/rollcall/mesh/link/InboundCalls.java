package io.rollcall.mesh.link;

import io.rollcall.mesh.AsyncHandler;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.StreamHandler;
import io.rollcall.mesh.protocol.Deadlines;
import io.rollcall.mesh.protocol.PendingCalls;
import io.rollcall.mesh.wire.Identity;
import io.rollcall.mesh.wire.MeshFrame.Demand;
import io.rollcall.mesh.wire.MeshFrame.Failure;
import io.rollcall.mesh.wire.MeshFrame.Open;
import io.rollcall.mesh.wire.MeshFrame.Reply;
import io.rollcall.mesh.wire.MeshFrame.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The handlers that run for one link, and the requests and streams it waits for. For the engine's
 * thread only.
 */
final class InboundCalls {
  private final Station station;
  private final InLink link;
  private final InboundFlow flow;
  private final PendingCalls<RunningCall> running = new PendingCalls<>();
  private final Map<Long, InboundStream> streams = new HashMap<>();
  private final Wakeup deadlines;

  InboundCalls(Station station, InLink link, InboundFlow flow) {
    this.station = station;
    this.link = link;
    this.flow = flow;
    this.deadlines = new Wakeup(station.engine, this::expire);
  }

  /** Why a call that has come is not taken; null if it is. */
  private @Nullable FailureCause refusal(boolean handled, Load load) {
    FailureCause refusal = station.handlers.refusal(handled);
    return refusal == null && (flow.isExceeded() || !load.reserve()) ? FailureCause.BUSY : refusal;
  }

  void request(Request request, Load load) {
    AsyncHandler handler = station.handlers.of(request.command());
    FailureCause refusal = refusal(handler != null, load);
    if (handler == null || refusal != null) {
      refuse(request.id(), refusal, request.command(), load);
      return;
    }
    long deadline = deadline(request.millis());
    RunningCall call =
        new RunningCall(
            station,
            link.entrance().peer(),
            request.command(),
            request.payload(),
            deadline,
            handler::handle,
            ended -> replied(request.id(), ended, load));
    begin(request.id(), call, deadline, load);
  }

  void open(Open open, Load load) {
    StreamHandler handler = station.handlers.ofStream(open.command());
    FailureCause refusal = refusal(handler != null, load);
    if (handler == null || refusal != null) {
      refuse(open.id(), refusal, open.command(), load);
      return;
    }
    long deadline = deadline(open.millis());
    InboundStream stream = new InboundStream(station, link, open.id());
    RunningCall call =
        new RunningCall(
            station,
            link.entrance().peer(),
            open.command(),
            open.payload(),
            deadline,
            running -> {
              handler.handle(running, stream);
              return stream.end();
            },
            ended -> {
              load.release();
              if (running.remove(open.id()) != null) {
                stream.ended(ended, () -> streams.remove(open.id()));
              }
            });
    if (begin(open.id(), call, deadline, load)) {
      streams.put(open.id(), stream);
    }
  }

  private long deadline(int millis) {
    return station.engine.now() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private void refuse(long id, @Nullable FailureCause refusal, int command, Load load) {
    load.release();
    FailureCause cause = refusal == null ? FailureCause.NO_HANDLER : refusal;
    fail(id, cause, Handlers.detail(cause, command));
  }

  private boolean begin(long id, RunningCall call, long deadline, Load load) {
    if (!running.add(id, call, deadline)) {
      station.counts.unexpected.increment();
      load.release();
      return false;
    }
    deadlines.want(running.nextDue());
    if (!start(call)) {
      load.release();
      running.remove(id);
      fail(id, FailureCause.BUSY, "the executor of handlers takes no more");
      return false;
    }
    return true;
  }

  /** Hands a message to its handler; returns why not, or null if it was handed over. */
  @Nullable FailureCause hand(Identity sender, int command, byte[] payload, Load load) {
    AsyncHandler handler = station.handlers.of(command);
    FailureCause refusal = refusal(handler != null, load);
    if (refusal == null
        && handler != null
        && start(
            new RunningCall(
                station,
                sender,
                command,
                payload,
                Deadlines.NEVER,
                handler::handle,
                ended -> load.release()))) {
      return null;
    }
    load.release();
    return refusal == null ? FailureCause.BUSY : refusal;
  }

  private boolean start(RunningCall call) {
    station.handlers.began();
    station.counts.calls.increment();
    boolean started = call.start();
    if (!started) {
      station.handlers.ended();
    }
    return started;
  }

  /** The reader of a stream asks for more of it. */
  void demand(Demand demand) {
    InboundStream stream = streams.get(demand.id());
    if (stream != null) {
      stream.demanded(demand);
    }
  }

  /** Nobody waits for that answer any more. */
  void cancel(long id) {
    link.abort(id);
    over(id, running.remove(id));
  }

  private void over(long id, @Nullable RunningCall call) {
    InboundStream stream = streams.remove(id);
    if (stream != null) {
      link.abort(id);
      stream.cut();
    }
    if (call != null) {
      call.cancel();
    }
  }

  private void replied(long id, Ended ended, Load load) {
    byte[] payload = ended.payload();
    int most = station.options().mostOctets();
    if (running.remove(id) == null) {
      load.release();
    } else if (payload == null) {
      load.release();
      fail(id, ended.cause(), ended.detail());
    } else if (payload.length > most) {
      load.release();
      String detail = "its reply has %,d octets, more than %,d".formatted(payload.length, most);
      fail(id, FailureCause.HANDLER_FAILED, detail);
    } else if (!link.send(new Reply(id, payload), id, begun -> load.release())) {
      load.release();
      tooMuchWaits(id);
    }
  }

  /** A reply for which there is no room: the sender learns it, if it still reads. */
  private void tooMuchWaits(long id) {
    fail(id, FailureCause.BUSY, "too much waits to be sent to this node");
  }

  /** Answers a branch. */
  void answer(Reply report) {
    if (link.connection().isOpen() && !link.send(report, report.id(), begun -> {})) {
      tooMuchWaits(report.id());
    }
  }

  /** Tells why there is no answer. */
  void fail(long id, FailureCause cause, String detail) {
    station.counts.callFailed(cause);
    link.answer(new Failure(id, cause, detail));
  }

  private void expire() {
    for (PendingCalls.Expired<RunningCall> each : running.expire(station.engine.now())) {
      over(each.id(), each.call());
    }
    deadlines.want(running.nextDue());
  }

  /** Answers all that runs: the node ends. */
  void drained() {
    running
        .all()
        .forEach(
            (id, call) -> {
              fail(id, FailureCause.DRAINING, "the node closes");
              running.remove(id);
              over(id, call);
            });
  }

  /** The link is gone. */
  void gone() {
    deadlines.cancel();
    running.removeAll().forEach(RunningCall::cancel);
    streams.values().forEach(InboundStream::cut);
    streams.clear();
  }
}
