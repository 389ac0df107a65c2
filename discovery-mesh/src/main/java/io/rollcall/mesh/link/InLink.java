package io.rollcall.mesh.link;

import io.rollcall.discovery.net.WireException;
import io.rollcall.discovery.zmtp.Mechanism;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Branch;
import io.rollcall.mesh.wire.MeshFrame.Cancel;
import io.rollcall.mesh.wire.MeshFrame.Hello;
import io.rollcall.mesh.wire.MeshFrame.Message;
import io.rollcall.mesh.wire.MeshFrame.Note;
import io.rollcall.mesh.wire.MeshFrame.Ping;
import io.rollcall.mesh.wire.MeshFrame.Pong;
import io.rollcall.mesh.wire.MeshFrame.Request;
import io.rollcall.mesh.wire.MeshFrame.Unknown;

/**
 * A connection that another node has made: it asks, and this one answers. Takes its frames to where
 * they belong. For the engine's thread only.
 */
final class InLink extends MeshWire {
  private final Entrance entrance;
  private final InboundCalls calls;
  private final InboundMessages messages;
  private final InboundBranches branches;

  InLink(Station station, Mechanism mechanism) {
    super(station, SocketType.ROUTER, mechanism);
    entrance = new Entrance(station, this, mechanism);
    calls = new InboundCalls(station, this);
    messages = new InboundMessages(station, this, calls);
    branches = new InboundBranches(station, this, calls);
  }

  /** Who is at the far end. */
  Entrance entrance() {
    return entrance;
  }

  @Override
  public void ready() {}

  @Override
  void heard(MeshFrame frame) throws WireException {
    if (frame instanceof Ping ping) {
      sendUrgently(new Pong(ping.number()));
    } else if (!entrance.isNamed() && frame instanceof Hello hello) {
      entrance.said(hello);
    } else if (!entrance.isAdmitted()) {
      throw new WireException("a frame before WELCOME");
    } else if (payload(frame) > station.options().mostOctets()) {
      throw new WireException("a payload of %,d octets".formatted(payload(frame)));
    } else if (frame instanceof Request request) {
      calls.request(request);
    } else if (frame instanceof Cancel cancel) {
      calls.cancel(cancel.id());
    } else if (frame instanceof Message message) {
      messages.message(message);
    } else if (frame instanceof Note note) {
      messages.note(note);
    } else if (frame instanceof Branch branch) {
      branches.branch(branch);
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
    calls.gone();
  }

  @Override
  String farEnd() {
    return entrance.toString();
  }
}
