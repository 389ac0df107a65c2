package io.rollcall.mesh.link;

import io.rollcall.discovery.Address;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.net.Backoff;
import io.rollcall.discovery.net.Dialer;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.Limits;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.net.WireException;
import io.rollcall.discovery.zmtp.Mechanism;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.protocol.Admission;
import io.rollcall.mesh.protocol.Liveness;
import io.rollcall.mesh.protocol.PendingCalls;
import io.rollcall.mesh.wire.Identity;
import io.rollcall.mesh.wire.MeshCodec;
import io.rollcall.mesh.wire.MeshFrame;
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
import io.rollcall.mesh.wire.MeshFrame.Welcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connection to one node, on which this one asks and the other answers. Dialled once; when it
 * fails, all that is pending fails with it, and the next request dials another. For the engine's
 * thread only.
 */
final class OutLink {
  /** So many notes wait for the link to open. */
  private static final int MOST_NOTES = 256;

  private final Station station;
  private final Remote remote;
  private final List<MeshFrame> notes = new ArrayList<>();
  private final PendingCalls<Outcall> pending = new PendingCalls<>();
  private final Wakeup deadlines;
  private @Nullable Dialer dialer;
  private @Nullable OpenWire wire;
  private boolean welcomed;
  private boolean failed;
  private long ids;
  private int mostOctets;

  OutLink(Station station, Remote remote) {
    this.station = station;
    this.remote = remote;
    this.deadlines = new Wakeup(station.engine, this::expire);
  }

  /** Dials; a fault is told at once. */
  void open(Member member) {
    Address address = member.address(Station.ADDRESS).orElse(null);
    String key = member.attribute(Admission.KEY).orElse("");
    if (address == null) {
      fail(FailureCause.NO_SUCH_NODE, "the roster has no mesh address of it");
    } else if (station.security.isSealed() && key.isEmpty()) {
      fail(FailureCause.REFUSED, "it publishes no key (" + Admission.KEY + ")");
    } else {
      try {
        dial(address, key);
      } catch (IllegalArgumentException malformed) {
        fail(FailureCause.UNREACHABLE, String.valueOf(malformed.getMessage()));
      }
    }
  }

  private void dial(Address address, String key) {
    String endpoint = "tcp://" + bracketed(address.host()) + ":" + address.port();
    station.security.dialling(SocketType.DEALER, key);
    Duration connect = station.options().connectTimeout();
    dialer =
        station.engine.dial(
            Endpoint.toConnect(endpoint).get(0),
            () -> newWire(key),
            Limits.defaults()
                .withConnect(connect)
                .withHandshake(connect.multipliedBy(2))
                .withQueueOctets(station.options().queueOctets()),
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), station.engine.random()),
            why -> fail(FailureCause.UNREACHABLE, why));
  }

  private static String bracketed(String host) {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  private Wire newWire(String key) {
    return new OpenWire(station.security.dialling(SocketType.DEALER, key));
  }

  /** Whether frames can be sent. */
  boolean isWelcomed() {
    return welcomed && !failed;
  }

  boolean isFailed() {
    return failed;
  }

  /** Requests something, now or once the node has let this one in. */
  void request(Outcall call) {
    long id = ++ids;
    pending.add(id, call, call.deadline());
    deadlines.want(pending.nextDue());
    call.onCancel(() -> station.engine.execute(() -> cancel(id)));
    if (isWelcomed()) {
      write(id, call);
    }
  }

  private void write(long id, Outcall call) {
    if (call.payload().length > mostOctets) {
      pending.remove(id);
      call.fail(
          FailureCause.MALFORMED,
          "%,d octets, the node takes %,d".formatted(call.payload().length, mostOctets));
      return;
    }
    long left = Math.max(0, call.deadline() - station.engine.now());
    int millis = (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(left) + 1);
    if (!send(call.frame(id, millis))) {
      pending.remove(id);
      call.fail(FailureCause.BUSY, "too much waits to be sent");
    }
  }

  private boolean send(MeshFrame frame) {
    OpenWire open = wire;
    return open != null && open.send(frame);
  }

  /** Sends a message, once more perhaps; it is repeated if it is lost. */
  void send(long number, long oldest, Outcall message) {
    if (message.payload().length <= mostOctets) {
      send(new Message(number, oldest, message.command(), message.payload()));
    } else if (remote.sent.remove(number) != null) {
      message.fail(
          FailureCause.MALFORMED,
          "%,d octets, the node takes %,d".formatted(message.payload().length, mostOctets));
    }
  }

  /** Sends a note, or drops it; returns whether it was sent, or waits for the link to open. */
  boolean note(MeshFrame note) {
    if (isWelcomed()) {
      return !(note instanceof Note message && message.payload().length > mostOctets) && send(note);
    }
    boolean waits = !failed && notes.size() < MOST_NOTES;
    if (waits) {
      notes.add(note);
    }
    return waits;
  }

  private void cancel(long id) {
    if (pending.remove(id) != null && isWelcomed()) {
      send(new Cancel(id));
    }
  }

  private void expire() {
    for (PendingCalls.Expired<Outcall> each : pending.expire(station.engine.now())) {
      each.call()
          .fail(
              FailureCause.TIMED_OUT,
              isWelcomed() ? "no answer by the deadline" : "no connection by the deadline");
      if (isWelcomed()) {
        send(new Cancel(each.id()));
      }
    }
    deadlines.want(pending.nextDue());
  }

  /** How many requests have no answer. */
  int pending() {
    return pending.size();
  }

  /** Pings a silent node, and gives up one that stays silent. */
  void beat(long now) {
    OpenWire open = wire;
    if (open == null || !isWelcomed()) {
      return;
    }
    Liveness.Step step = open.liveness.step(now, pending.size() + remote.sent.size() > 0);
    if (step == Liveness.Step.GIVE_UP) {
      fail(FailureCause.UNREACHABLE, "it is silent, and answers no PING");
    } else if (step == Liveness.Step.PING) {
      open.sendUrgently(new Ping(now));
    }
  }

  /** Ends it, and all that is pending, with this cause. */
  void fail(FailureCause cause, String detail) {
    if (failed) {
      return;
    }
    failed = true;
    deadlines.cancel();
    station.counts.lostNotes.add(notes.size());
    notes.clear();
    if (dialer != null) {
      dialer.close();
    }
    remote.lost(this, cause, detail);
    pending.removeAll().forEach(each -> each.fail(cause, detail));
  }

  private void welcomed(Welcome welcome) {
    if (!welcome.self().matches(remote.identity)) {
      boolean restarted = welcome.self().name().equals(remote.identity.name());
      fail(
          restarted ? FailureCause.RESTARTED : FailureCause.NO_SUCH_NODE,
          "node " + welcome.self() + " is at its address");
      return;
    }
    welcomed = true;
    mostOctets = welcome.mostOctets();
    pending.all().forEach(this::write);
    remote.welcomed(this);
    for (MeshFrame each : notes) {
      if (!note(each)) {
        station.counts.lostNotes.increment();
      }
    }
    notes.clear();
  }

  private void answered(MeshFrame frame) {
    if (frame instanceof Reply reply) {
      Outcall call = pending.remove(reply.id());
      if (call == null) {
        station.counts.unexpected.increment();
      } else {
        call.succeed(reply.payload());
      }
    } else if (frame instanceof Failure failure) {
      Outcall call = pending.remove(failure.id());
      if (call == null) {
        station.counts.unexpected.increment();
      } else {
        call.fail(failure.cause(), failure.detail());
      }
    } else if (frame instanceof Receipt receipt) {
      remote.receipt(receipt);
    } else if (!(frame instanceof Pong)) {
      station.counts.unexpected.increment();
    }
  }

  private final class OpenWire extends MeshWire {
    private final Liveness liveness;

    OpenWire(Mechanism mechanism) {
      super(OutLink.this.station, SocketType.DEALER, mechanism);
      this.liveness = station.newLiveness();
    }

    @Override
    public void ready() {
      wire = this;
      Identity self = station.identity();
      send(
          new Hello(
              MeshCodec.VERSION, station.cluster(), self, remote.identity, station.isGuest()));
    }

    @Override
    void heard(MeshFrame frame) throws WireException {
      liveness.heard();
      if (failed) {
        return;
      }
      if (frame instanceof Refused refused) {
        fail(refused.cause(), refused.detail());
      } else if (frame instanceof Ping ping) {
        sendUrgently(new Pong(ping.number()));
      } else if (welcomed) {
        answered(frame);
      } else if (frame instanceof Welcome welcome) {
        connection().established();
        OutLink.this.welcomed(welcome);
      } else {
        throw new WireException("a frame before WELCOME");
      }
    }

    @Override
    void gone(String why) {
      fail(FailureCause.UNREACHABLE, why);
    }

    @Override
    String farEnd() {
      return "the link to node '" + remote.identity.name() + "'";
    }
  }
}
