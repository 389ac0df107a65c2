package io.rollcall.mesh.link;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.net.WireException;
import io.rollcall.discovery.zmtp.Mechanism;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.transport.PeerSecurity;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.protocol.Admission.Verdict;
import io.rollcall.mesh.protocol.Deadlines;
import io.rollcall.mesh.protocol.DuplicateWindow;
import io.rollcall.mesh.protocol.PendingCalls;
import io.rollcall.mesh.protocol.TreeSend;
import io.rollcall.mesh.wire.Identity;
import io.rollcall.mesh.wire.MeshCodec;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Branch;
import io.rollcall.mesh.wire.MeshFrame.Cancel;
import io.rollcall.mesh.wire.MeshFrame.Failure;
import io.rollcall.mesh.wire.MeshFrame.Hello;
import io.rollcall.mesh.wire.MeshFrame.Message;
import io.rollcall.mesh.wire.MeshFrame.Note;
import io.rollcall.mesh.wire.MeshFrame.Ping;
import io.rollcall.mesh.wire.MeshFrame.Pong;
import io.rollcall.mesh.wire.MeshFrame.Receipt;
import io.rollcall.mesh.wire.MeshFrame.Refused;
import io.rollcall.mesh.wire.MeshFrame.Reply;
import io.rollcall.mesh.wire.MeshFrame.Request;
import io.rollcall.mesh.wire.MeshFrame.Unknown;
import io.rollcall.mesh.wire.MeshFrame.Welcome;
import io.rollcall.mesh.wire.Report;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection that another node has made: it asks, and this one answers. For the engine's thread
 * only.
 */
final class InLink extends MeshWire {
  /** What was refused may still leave. */
  private static final long LINGER = 200_000_000L;

  /** Of the time that a branch has, its report gets one part in so many. */
  private static final int REPORT_SHARE = 10;

  private final Mechanism mechanism;
  private final PendingCalls<RunningCall> running = new PendingCalls<>();
  private final Wakeup deadlines;
  private @Nullable Hello hello;
  private boolean admitted;

  /** Handlers that run, those included whose answer nobody waits for any more. */
  private int active;

  private boolean awaitsRoster;

  InLink(Station station, Mechanism mechanism) {
    super(station, SocketType.ROUTER, mechanism);
    this.mechanism = mechanism;
    this.deadlines = new Wakeup(station.engine, this::expire);
  }

  @Override
  public void ready() {}

  @Override
  void heard(MeshFrame frame) throws WireException {
    if (frame instanceof Ping ping) {
      sendUrgently(new Pong(ping.number()));
    } else if (hello == null && frame instanceof Hello first) {
      hello = first;
      admit();
    } else if (!admitted) {
      throw new WireException("a frame before WELCOME");
    } else if (payload(frame) > station.options().mostOctets()) {
      throw new WireException("a payload of %,d octets".formatted(payload(frame)));
    } else if (frame instanceof Request request) {
      request(request);
    } else if (frame instanceof Cancel cancel) {
      RunningCall call = running.remove(cancel.id());
      if (call != null) {
        call.cancel();
      }
    } else if (frame instanceof Message message) {
      message(message);
    } else if (frame instanceof Note note) {
      note(note);
    } else if (frame instanceof Branch branch) {
      branch(branch);
    } else if (frame instanceof Unknown || frame instanceof Pong) {
      station.counts.unexpected.increment();
    } else {
      throw new WireException("a frame that only the node that is connected to sends");
    }
  }

  private static int payload(MeshFrame frame) {
    if (frame instanceof Request request) {
      return request.payload().length;
    } else if (frame instanceof Message message) {
      return message.payload().length;
    } else if (frame instanceof Note note) {
      return note.payload().length;
    }
    return frame instanceof Branch branch ? branch.payload().length : 0;
  }

  /** Who has said hello, once it is let in. */
  Optional<Hello> admitted() {
    return admitted ? Optional.ofNullable(hello) : Optional.empty();
  }

  /** Decides about the HELLO that has come, now or once the roster has changed. */
  void admit() {
    Hello said = hello;
    if (said == null || admitted || !connection().isOpen()) {
      return;
    }
    Verdict verdict = station.decide(said, PeerSecurity.keyOf(mechanism));
    if (verdict instanceof Verdict.Admitted) {
      admitted = true;
      connection().established();
      send(new Welcome(MeshCodec.VERSION, station.identity(), station.options().mostOctets()));
    } else if (verdict instanceof Verdict.Turned turned) {
      turn(turned.cause(), turned.detail());
    } else if (verdict instanceof Verdict.Unknown unknown && !awaitsRoster) {
      awaitsRoster = true;
      station.engine.after(
          Station.ROSTER_GRACE,
          () -> {
            if (!admitted) {
              turn(FailureCause.REFUSED, unknown.detail());
            }
          });
    }
  }

  /** Doesn't let it in, or no longer. */
  void turn(FailureCause cause, String detail) {
    if (connection().isOpen()) {
      station.refused(farEnd() + ": " + detail);
      send(new Refused(cause, detail));
      connection().finish(LINGER, "it is refused: " + detail);
    }
  }

  private Incarnation sender() {
    Hello said = hello;
    if (said == null) {
      throw new IllegalStateException("no HELLO");
    }
    return said.self().incarnation().orElseThrow();
  }

  private Identity from() {
    Hello said = hello;
    if (said == null) {
      throw new IllegalStateException("no HELLO");
    }
    return said.self();
  }

  private boolean isBusy() {
    return active >= station.options().concurrency() || station.isBusy();
  }

  private void request(Request request) {
    FailureCause refusal = refusal(request.command());
    if (refusal != null) {
      fail(request.id(), refusal, station.detail(refusal, request.command()));
      return;
    }
    long now = station.engine.now();
    long deadline = now + TimeUnit.MILLISECONDS.toNanos(request.millis());
    RunningCall call =
        new RunningCall(
            station,
            from(),
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

  private boolean start(RunningCall call) {
    active++;
    station.began();
    boolean started = call.start();
    if (!started) {
      active--;
      station.ended();
    }
    return started;
  }

  private @Nullable FailureCause refusal(int command) {
    if (station.isDraining()) {
      return FailureCause.DRAINING;
    }
    if (!station.hasHandler(command)) {
      return FailureCause.NO_HANDLER;
    }
    return isBusy() ? FailureCause.BUSY : null;
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
      reply(new Reply(id, payload));
    }
  }

  private void fail(long id, FailureCause cause, String detail) {
    station.counts.callFailed(cause);
    reply(new Failure(id, cause, detail));
  }

  private void reply(MeshFrame frame) {
    if (!send(frame)) {
      connection().close("it does not read its replies");
    }
  }

  private void message(Message message) {
    DuplicateWindow window = station.windows.of(sender(), station.engine.now());
    switch (window.arrives(message.number(), message.oldest())) {
      case NEW -> fresh(message, window);
      case REPEATED -> {
        station.counts.duplicates.increment();
        receipt(message.number(), window.outcome(message.number()));
      }
      case OUTDATED -> station.counts.duplicates.increment();
      case TOO_MANY -> receipt(message.number(), FailureCause.BUSY.number());
    }
  }

  private void fresh(Message message, DuplicateWindow window) {
    FailureCause refusal = refusal(message.command());
    if (refusal == null && !hand(message.command(), message.payload())) {
      refusal = FailureCause.BUSY;
    }
    int outcome = refusal == null ? 0 : refusal.number();
    if (refusal != FailureCause.BUSY) {
      window.settled(message.number(), outcome);
    }
    receipt(message.number(), outcome);
  }

  private void receipt(long number, int outcome) {
    reply(new Receipt(number, outcome));
  }

  private void note(Note note) {
    if (refusal(note.command()) != null || !hand(note.command(), note.payload())) {
      station.counts.lostNotes.increment();
    }
  }

  /** Hands a message to its handler; returns whether the executor took it. */
  private boolean hand(int command, byte[] payload) {
    return hand(from(), command, payload);
  }

  private boolean hand(Identity sender, int command, byte[] payload) {
    return start(
        new RunningCall(station, sender, command, payload, Deadlines.NEVER, ended -> active--));
  }

  /** A message to many: for this node, and to be passed on. */
  private void branch(Branch branch) {
    if (branch.limit() == 0 || !Member.isName(branch.origin())) {
      station.counts.unexpected.increment();
    } else if (station.isDraining()) {
      if (branch.id() != 0) {
        fail(
            branch.id(),
            FailureCause.DRAINING,
            station.detail(FailureCause.DRAINING, branch.command()));
      }
    } else {
      int outcome = taken(branch);
      if (branch.id() == 0) {
        TreeRelay.sendOnce(station, branch);
      } else {
        passOn(branch, outcome);
      }
    }
  }

  /**
   * What becomes of it here: a message that has come by another branch is not handed over again.
   */
  private int taken(Branch branch) {
    Optional<Integer> before = station.trees.outcome(branch.tree());
    if (before.isPresent()) {
      station.counts.duplicates.increment();
      return before.get();
    }
    FailureCause refusal = refusal(branch.command());
    Identity origin = new Identity(branch.origin(), Optional.empty());
    if (refusal == null && !hand(origin, branch.command(), branch.payload())) {
      refusal = FailureCause.BUSY;
    }
    int outcome = refusal == null ? TreeSend.REACHED : refusal.number();
    if (refusal != FailureCause.BUSY) {
      station.trees.settled(branch.tree(), outcome, station.engine.now());
    }
    return outcome;
  }

  private void passOn(Branch branch, int outcome) {
    // A little early, so that the report comes while somebody waits for it.
    long time = TimeUnit.MILLISECONDS.toNanos(branch.millis());
    long deadline = station.engine.now() + time - time / REPORT_SHARE;
    TreeRelay relay =
        new TreeRelay(
            station,
            branch,
            deadline,
            outcomes -> {
              if (connection().isOpen()) {
                reply(new Reply(branch.id(), Report.encode(outcomes)));
              }
            });
    relay.settled(station.identity().name(), outcome);
    relay.begin(branch.rest());
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

  @Override
  void gone(String why) {
    deadlines.cancel();
    running.removeAll().forEach(RunningCall::cancel);
  }

  @Override
  String farEnd() {
    Hello said = hello;
    String from = "a link from " + connection().address();
    return said == null ? from : from + ", node '" + said.self().name() + "'";
  }
}
