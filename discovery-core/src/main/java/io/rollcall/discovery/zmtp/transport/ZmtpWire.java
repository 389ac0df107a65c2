package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.net.Connection;
import io.rollcall.discovery.net.Payload;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.net.WireException;
import io.rollcall.discovery.zmtp.Heartbeat;
import io.rollcall.discovery.zmtp.Mechanism;
import io.rollcall.discovery.zmtp.OctetBudget;
import io.rollcall.discovery.zmtp.Outgoing;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.ZmtpException;
import io.rollcall.discovery.zmtp.ZmtpSession;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** ZMTP on one connection of the engine. For the engine's thread only. */
abstract class ZmtpWire implements Wire, ZmtpSession.Handler {
  private final AgentRunner<?> runner;
  private final ZmtpSession session;
  private final Heartbeat heartbeat;
  private @Nullable Connection connection;

  ZmtpWire(
      AgentRunner<?> runner,
      SocketType type,
      Mechanism mechanism,
      int longest,
      int mostHeld,
      OctetBudget budget) {
    this.runner = runner;
    this.session = new ZmtpSession(type, mechanism, longest, mostHeld, budget, this);
    this.heartbeat = new Heartbeat(runner.engine.now());
  }

  /** Sends a message, or drops it if the queue is full. Returns whether it was accepted. */
  final boolean send(Outgoing outgoing) {
    return session.send(outgoing);
  }

  /** Whether its handshake is done. */
  final boolean isReady() {
    return session.isReady();
  }

  final Connection connection() {
    Connection open = connection;
    if (open == null) {
      throw new IllegalStateException("not opened yet");
    }
    return open;
  }

  /** Why it is closed at once, or null. */
  @Nullable String refusal() {
    return null;
  }

  /** The handshake is complete and the connection was not refused. */
  abstract void begun();

  /** The connection is closed after {@link #begun}. */
  abstract void gone();

  @Override
  public final void opened(Connection opened) {
    connection = opened;
    String refusal = refusal();
    if (refusal != null) {
      runner.dropped(farEnd() + ": " + refusal);
      opened.close(refusal);
      return;
    }
    runner.opened(this);
    session.start();
    begun();
  }

  @Override
  public final void closed(String why) {
    boolean stood = runner.closed(this);
    try {
      session.end();
      if (stood) {
        gone();
      }
    } finally {
      // Whatever fails here: somebody may wait for the last connection to be gone.
      if (stood) {
        runner.portClosed();
      }
    }
  }

  @Override
  public final void received(ByteBuffer octets) throws WireException {
    heartbeat.heard();
    try {
      session.received(octets);
    } catch (ZmtpException broken) {
      broken(String.valueOf(broken.getMessage()));
      throw new WireException(String.valueOf(broken.getMessage()));
    }
  }

  /** Continues a handshake that had to wait. */
  public void proceed() {
    try {
      session.proceed();
      connection().resume();
    } catch (ZmtpException broken) {
      broken(String.valueOf(broken.getMessage()));
      connection().close(String.valueOf(broken.getMessage()));
    }
  }

  /** The far end's name in the log. */
  abstract String farEnd();

  /** The log text for this protocol violation; null if it is logged elsewhere. */
  @Nullable String explained(String how) {
    return how;
  }

  /** The peer violates the protocol; the connection is about to be closed. */
  private void broken(String how) {
    String explained = explained(how);
    if (explained != null) {
      runner.dropped(farEnd() + ": " + explained);
    }
  }

  @Override
  public final void dropped(String what) {
    runner.dropped(what);
  }

  @Override
  public final void promised(int tenths) {
    heartbeat.promised(tenths);
  }

  /** Sends PING to a silent peer and closes the connection if it stays silent. */
  final void beat(long now) {
    // No switch: javac makes a class for it, which can't be loaded once descriptors are short.
    Heartbeat.Step step = heartbeat.step(now);
    if (step == Heartbeat.Step.GIVE_UP) {
      connection().close("it is silent, and answers no PING");
    } else if (step == Heartbeat.Step.PING && !session.ping(Heartbeat.PROMISE)) {
      heartbeat.unasked();
    }
  }

  @Override
  public final boolean write(Payload frames) {
    return connection().write(frames);
  }

  @Override
  public void ready() {
    connection().established();
  }
}
