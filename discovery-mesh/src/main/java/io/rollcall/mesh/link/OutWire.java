package io.rollcall.mesh.link;

import io.rollcall.discovery.net.WireException;
import io.rollcall.discovery.zmtp.Mechanism;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.protocol.Liveness;
import io.rollcall.mesh.wire.MeshCodec;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Failure;
import io.rollcall.mesh.wire.MeshFrame.Hello;
import io.rollcall.mesh.wire.MeshFrame.Ping;
import io.rollcall.mesh.wire.MeshFrame.Pong;
import io.rollcall.mesh.wire.MeshFrame.Receipt;
import io.rollcall.mesh.wire.MeshFrame.Refused;
import io.rollcall.mesh.wire.MeshFrame.Reply;
import io.rollcall.mesh.wire.MeshFrame.Welcome;

/** The connection of an {@link OutLink}. Takes its frames to where they belong. */
final class OutWire extends MeshWire {
  private final OutLink link;
  private final Liveness liveness;

  OutWire(Station station, OutLink link, Mechanism mechanism) {
    super(station, SocketType.DEALER, mechanism);
    this.link = link;
    this.liveness = station.newLiveness();
  }

  Liveness liveness() {
    return liveness;
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
    } else if (frame instanceof Receipt receipt) {
      link.remote().receipt(receipt);
    } else if (frame instanceof Pong pong) {
      link.calls().pong(pong);
    } else {
      station.counts.unexpected.increment();
    }
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
