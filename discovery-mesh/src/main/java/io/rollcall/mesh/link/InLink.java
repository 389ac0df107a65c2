package io.rollcall.mesh.link;

import io.rollcall.discovery.net.WireException;
import io.rollcall.discovery.zmtp.Mechanism;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.transport.HandshakeRateLimiter;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.wire.MeshCodec;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Branch;
import io.rollcall.mesh.wire.MeshFrame.Cancel;
import io.rollcall.mesh.wire.MeshFrame.Demand;
import io.rollcall.mesh.wire.MeshFrame.Hello;
import io.rollcall.mesh.wire.MeshFrame.Message;
import io.rollcall.mesh.wire.MeshFrame.Note;
import io.rollcall.mesh.wire.MeshFrame.Open;
import io.rollcall.mesh.wire.MeshFrame.Ping;
import io.rollcall.mesh.wire.MeshFrame.Pong;
import io.rollcall.mesh.wire.MeshFrame.Request;
import io.rollcall.mesh.wire.MeshFrame.Unknown;

/**
 * A connection that another node has made: it asks, and this one answers. Takes its frames to where
 * they belong. For the engine's thread only.
 */
final class InLink extends MeshWire implements HandshakeRateLimiter.Waiting {
  private final Entrance entrance;
  private final InboundFlow flow;
  private final InboundCalls calls;
  private final InboundMessages messages;
  private final InboundBranches branches;

  InLink(Station station, Mechanism mechanism) {
    super(station, SocketType.ROUTER, mechanism);
    flow = new InboundFlow(station, this);
    entrance = new Entrance(station, this, mechanism, flow);
    calls = new InboundCalls(station, this, flow);
    messages = new InboundMessages(station, this, calls);
    branches = new InboundBranches(station, calls);
  }

  /** Who is at the far end. */
  Entrance entrance() {
    return entrance;
  }

  @Override
  public boolean mayProceed() {
    if (!station.security.isSealed() || station.handshakes.mayProceed(this)) {
      return true;
    }
    connection().pause();
    return false;
  }

  @Override
  public String host() {
    String address = connection().address();
    return address.substring(0, address.lastIndexOf(':'));
  }

  @Override
  public void ready() {}

  @Override
  void heard(MeshFrame frame) throws WireException {
    if (frame instanceof Ping ping) {
      sendUrgently(new Pong(ping.number()));
      if (entrance.isAdmitted()) {
        flow.tell();
      }
    } else if (!entrance.isNamed() && frame instanceof Hello hello) {
      entrance.said(hello);
    } else if (!entrance.isAdmitted()) {
      throw new WireException("a frame before WELCOME");
    } else if (frame instanceof Cancel cancel) {
      calls.cancel(cancel.id());
    } else if (frame instanceof Demand demand) {
      calls.demand(demand);
    } else if (frame instanceof Unknown || frame instanceof Pong) {
      station.counts.unexpected.increment();
    } else if (!isCall(frame)) {
      throw new WireException("a frame that only the node that is connected to sends");
    } else {
      called(frame, flow.arrive(MeshCodec.length(frame)));
    }
  }

  @Override
  Load begins(long call, int octets) throws WireException {
    if (!entrance.isAdmitted()) {
      throw new WireException("a frame before WELCOME");
    }
    return flow.arrive(octets);
  }

  @Override
  void heardInParts(MeshFrame frame, Load load) throws WireException {
    if (!isCall(frame)) {
      throw new WireException("a frame in parts that is none");
    }
    called(frame, load);
  }

  private static boolean isCall(MeshFrame frame) {
    return frame instanceof Request
        || frame instanceof Message
        || frame instanceof Note
        || frame instanceof Branch
        || frame instanceof Open;
  }

  private void called(MeshFrame frame, Load load) throws WireException {
    int payload = frame.payload().length;
    if (payload > station.options().mostOctets()) {
      throw new WireException("a payload of %,d octets".formatted(payload));
    } else if (frame instanceof Request request) {
      calls.request(request, load);
    } else if (frame instanceof Open open) {
      calls.open(open, load);
    } else if (frame instanceof Message message) {
      messages.message(message, load);
    } else if (frame instanceof Note note) {
      messages.note(note, load);
    } else if (frame instanceof Branch branch) {
      branches.branch(branch, load);
    }
  }

  @Override
  void noRoom(long call) {
    if (call != 0) {
      calls.fail(call, FailureCause.BUSY, "it has no room for the payload");
    }
  }

  /** Sends an answer; a peer that does not read them is given up. */
  void answer(MeshFrame frame) {
    if (connection().isOpen() && !send(frame)) {
      connection().close("it does not read its replies");
    }
  }

  /** Answers all that runs: the node ends. */
  void drained() {
    calls.drained();
  }

  @Override
  void gone(String why) {
    station.handshakes.forget(this);
    calls.gone();
  }

  @Override
  String farEnd() {
    return entrance.toString();
  }
}
