package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.net.Backoff;
import io.rollcall.discovery.net.Connection;
import io.rollcall.discovery.net.Dialer;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.Limits;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.zmtp.NullMechanism;
import io.rollcall.discovery.zmtp.Outgoing;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The way to the server at one address: a connection, and another after each that ends. For the
 * engine's thread only.
 */
final class ServerLink {
  /** For an answer to a SYN, and for the handshake. */
  private static final Limits LIMITS = limits();

  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LAST_PAUSE = Duration.ofMillis(500);

  /** What the clients of one JVM may say at once. */
  private static final int MOST_HELD = 16 << 20;

  final Peer peer;
  private final ConnectingRunner runner;
  private final Destination destination;
  private final Endpoint address;
  private @Nullable Dialer dialer;
  private @Nullable OpenWire wire;

  ServerLink(ConnectingRunner runner, Destination destination, Peer peer, Endpoint address) {
    this.runner = runner;
    this.destination = destination;
    this.peer = peer;
    this.address = address;
  }

  private static Limits limits() {
    Limits defaults = Limits.defaults();
    return new Limits(
        defaults.connections(),
        defaults.perAddress(),
        defaults.halfOpen(),
        Duration.ofSeconds(3),
        MOST_HELD);
  }

  void open() {
    dialer =
        runner.engine.dial(
            address,
            this::newWire,
            LIMITS,
            new Backoff(FIRST_PAUSE, LAST_PAUSE, ThreadLocalRandom.current()),
            why -> destination.unreachable());
  }

  private Wire newWire() {
    return new OpenWire();
  }

  /** Whether a connection stands. */
  boolean isOpen() {
    return wire != null;
  }

  /** Sends something, if a connection stands; else it is dropped. */
  void send(Outgoing outgoing) {
    if (wire != null && !wire.send(outgoing)) {
      runner.dropped("a message to " + address + ", which does not read");
    }
  }

  /** Gives the connection up, if one stands, and makes another. */
  void reconnect() {
    if (wire != null) {
      wire.connection().redial("the client gives it up");
    } else {
      destination.unreachable();
    }
  }

  /** Dials no more; what waits may still leave. */
  void finish() {
    if (wire != null) {
      wire.connection().finish(AgentRunner.LINGER, "it is closed");
    }
    if (dialer != null) {
      dialer.stop();
    }
  }

  /** Closes it at once. */
  void close() {
    if (dialer != null) {
      dialer.close();
    }
  }

  private final class OpenWire extends ZmtpWire {
    OpenWire() {
      super(runner.type(), new NullMechanism(runner.type()), runner.longest(), MOST_HELD);
    }

    @Override
    public void opened(Connection opened) {
      super.opened(opened);
      wire = this;
      runner.wireOpened(ServerLink.this);
    }

    @Override
    public void message(byte[] body) {
      runner.heard(ServerLink.this, body);
    }

    @Override
    public void closed(String why) {
      wire = null;
      destination.broken();
      runner.wireClosed(ServerLink.this);
    }

    @Override
    void broken(String how) {
      runner.dropped("the connection to " + address + ": " + how);
    }

    @Override
    public void refused(String reason) {
      Refusal refusal = new Refusal(Refusal.Reason.LIMIT, reason);
      runner.agent((agent, now) -> agent.refused(peer, refusal, now));
    }

    @Override
    public void dropped(String what) {
      runner.dropped(what);
    }

    @Override
    public void subscribed(byte[] topic) {}

    @Override
    public void cancelled(byte[] topic) {}
  }
}
