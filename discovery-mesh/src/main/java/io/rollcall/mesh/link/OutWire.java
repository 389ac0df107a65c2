package io.rollcall.mesh.link;

import io.rollcall.discovery.net.WireException;
import io.rollcall.discovery.zmtp.Mechanism;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.protocol.Liveness;
import io.rollcall.mesh.wire.MeshCodec;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Credit;
import io.rollcall.mesh.wire.MeshFrame.End;
import io.rollcall.mesh.wire.MeshFrame.Failure;
import io.rollcall.mesh.wire.MeshFrame.Hello;
import io.rollcall.mesh.wire.MeshFrame.Item;
import io.rollcall.mesh.wire.MeshFrame.Ping;
import io.rollcall.mesh.wire.MeshFrame.Pong;
import io.rollcall.mesh.wire.MeshFrame.Receipt;
import io.rollcall.mesh.wire.MeshFrame.Refused;
import io.rollcall.mesh.wire.MeshFrame.Reply;
import io.rollcall.mesh.wire.MeshFrame.Welcome;
import org.jspecify.annotations.Nullable;

/** The connection of an {@link OutLink}. Takes its frames to where they belong. */
final class OutWire extends MeshWire {
  private final OutLink link;
  private final Liveness liveness;
  private long written;

  OutWire(Station station, OutLink link, Mechanism mechanism) {
    super(station, SocketType.DEALER, mechanism);
    this.link = link;
    this.liveness = station.newLiveness();
  }

  Liveness liveness() {
    return liveness;
  }

  /** A far end that reads what waits for it is not silent: its PONG comes behind that. */
  void progresses() {
    long now = connection().written();
    if (now != written && connection().queued() > 0) {
      liveness.heard();
    }
    written = now;
  }

  @Override
  public void ready() {
    link.connected(this);
    send(
        new Hello(
            MeshCodec.VERSION,
            station.cluster(),
            station.identity(),
            link.remote().identity,
            station.isGuest()));
  }

  @Override
  void heard(MeshFrame frame) throws WireException {
    liveness.heard();
    if (link.isFailed()) {
      return;
    }
    if (frame instanceof Refused refused) {
      link.fail(refused.cause(), refused.detail());
    } else if (frame instanceof Ping ping) {
      sendUrgently(new Pong(ping.number()));
    } else if (link.isWelcomed()) {
      answered(frame);
    } else if (frame instanceof Welcome welcome) {
      connection().established();
      link.welcomed(welcome);
    } else {
      throw new WireException("a frame before WELCOME");
    }
  }

  private void answered(MeshFrame frame) {
    if (frame instanceof Reply reply) {
      link.calls().reply(reply);
    } else if (frame instanceof Failure failure) {
      link.calls().failure(failure);
    } else if (frame instanceof Item item) {
      link.calls().item(item);
    } else if (frame instanceof End end) {
      link.calls().end(end);
    } else if (frame instanceof Credit credit) {
      link.flow().granted(credit);
    } else if (frame instanceof Receipt receipt) {
      link.remote().receipt(receipt);
    } else if (frame instanceof Pong pong) {
      link.calls().pong(pong);
    } else {
      station.counts.unexpected.increment();
    }
  }

  @Override
  @Nullable Load begins(long call, int octets) {
    return link.isWelcomed() && link.calls().isPending(call) ? Load.NONE : null;
  }

  @Override
  void heardInParts(MeshFrame frame, Load load) throws WireException {
    if (!(frame instanceof Reply || frame instanceof Item)) {
      throw new WireException("a frame in parts that is no answer");
    }
    heard(frame);
  }

  @Override
  void noRoom(long call) {
    link.calls().noRoom(call);
  }

  @Override
  void gone(String why) {
    link.fail(FailureCause.UNREACHABLE, why);
  }

  @Override
  String farEnd() {
    return "the link to node '" + link.remote().identity.name() + "'";
  }
}
