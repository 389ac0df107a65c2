package io.rollcall.nanomsg.sp;

import io.rollcall.discovery.net.Connection;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.net.WireException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** SP on one connection: the handshake, then messages. */
final class PipeWire implements Wire {
  private final Pipes pipes;
  private final boolean ipc;
  private final @Nullable Outgoing outgoing;
  private @Nullable Handshake handshake = new Handshake();
  private @Nullable Connection connection;
  private @Nullable Framing framing;
  private @Nullable Pipe pipe;

  /** With what is dialled, or null if it was accepted. */
  PipeWire(Pipes pipes, boolean ipc, @Nullable Outgoing outgoing) {
    this.pipes = pipes;
    this.ipc = ipc;
    this.outgoing = outgoing;
  }

  /** Who listens for both generations answers with that of its peer. */
  @Override
  public void opened(Connection opened) {
    connection = opened;
    if (outgoing != null) {
      opened.write(Handshake.octets(pipes.protocol().number(outgoing.generation)));
    } else if (!pipes.protocol().hasGenerations()) {
      opened.write(Handshake.octets(pipes.protocol().number(Generation.CURRENT)));
    }
  }

  @Override
  public void received(ByteBuffer bytes) throws WireException {
    Connection on = connection;
    if (on == null) {
      return;
    }
    try {
      if (handshake != null && handshake.take(bytes)) {
        int number = handshake.number();
        handshake = null;
        greeted(on, pipes.protocol().generationOfPeer(number));
      }
      message(bytes);
    } catch (WireException broken) {
      pipes.violated(on, String.valueOf(broken.getMessage()));
      throw broken;
    }
  }

  @Override
  public void writable() {
    if (pipe != null) {
      pipes.writable(pipe);
    }
  }

  @Override
  public void closed(String why) {
    connection = null;
    if (pipe != null) {
      pipes.lost(pipe, why);
    }
  }

  private void greeted(Connection on, Generation peers) {
    if (outgoing != null && outgoing.generation != peers) {
      outgoing.generation = peers;
      on.redial("the peer speaks " + peers);
      return;
    }
    if (outgoing == null && pipes.protocol().hasGenerations()) {
      on.write(Handshake.octets(pipes.protocol().number(peers)));
    }
    on.established();
    framing = new Framing(ipc, pipes.maxMessage());
    pipe = pipes.connected(on, peers, ipc);
  }

  private void message(ByteBuffer bytes) throws WireException {
    Pipe from = pipe;
    if (framing == null || from == null) {
      return;
    }
    byte[] message = framing.next(bytes);
    if (message != null) {
      pipes.received(from, message);
    }
  }
}
