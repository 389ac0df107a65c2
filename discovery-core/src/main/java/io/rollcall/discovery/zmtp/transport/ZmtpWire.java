package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.net.Connection;
import io.rollcall.discovery.net.Payload;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.net.WireException;
import io.rollcall.discovery.zmtp.Heartbeat;
import io.rollcall.discovery.zmtp.Mechanism;
import io.rollcall.discovery.zmtp.Outgoing;
import io.rollcall.discovery.zmtp.Room;
import io.rollcall.discovery.zmtp.Session;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.ZmtpException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** ZMTP on one connection of the engine. For the engine's thread only. */
abstract class ZmtpWire implements Wire, Session.Owner {
  private final AgentRunner<?> runner;
  private final Session session;
  private final Heartbeat heartbeat;
  private @Nullable Connection connection;

  ZmtpWire(
      AgentRunner<?> runner,
      SocketType type,
      Mechanism mechanism,
      int longest,
      int mostHeld,
      Room room) {
    this.runner = runner;
    this.session = new Session(type, mechanism, longest, mostHeld, room, this);
    this.heartbeat = new Heartbeat(runner.engine.now());
  }

  /** Sends something, or drops it where too much waits already; returns whether it was taken. */
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

  /** It stands, and was not refused. */
  abstract void begun();

  /** It has begun, and is closed. */
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

  /** Its handshake, which had to wait, goes on. */
  public void proceed() {
    try {
      session.proceed();
      connection().resume();
    } catch (ZmtpException broken) {
      broken(String.valueOf(broken.getMessage()));
      connection().close(String.valueOf(broken.getMessage()));
    }
  }

  /** What the far end is called in the log. */
  abstract String farEnd();

  /** How the log says that the peer breaks the rules in this way; null where others say it. */
  @Nullable String explained(String how) {
    return how;
  }

  /** The peer breaks the rules; the connection is about to be closed. */
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

  /** Asks a silent peer for a sign of life, and gives up who gives none. */
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
