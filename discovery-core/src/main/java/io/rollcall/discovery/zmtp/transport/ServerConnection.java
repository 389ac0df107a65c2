package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.keys.Handshake;
import io.rollcall.discovery.keys.ReloadingKeyring;
import io.rollcall.discovery.keys.ServerKey;
import io.rollcall.discovery.lookup.DialedEndpoint;
import io.rollcall.discovery.net.Backoff;
import io.rollcall.discovery.net.Dialer;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.SocketLimits;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.zmtp.Mechanism;
import io.rollcall.discovery.zmtp.NullMechanism;
import io.rollcall.discovery.zmtp.OctetBudget;
import io.rollcall.discovery.zmtp.Outgoing;
import io.rollcall.discovery.zmtp.curve.CurveClient;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the server at one address; reconnects after each one that ends. For the
 * engine's thread only.
 */
final class ServerConnection {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LAST_PAUSE = Duration.ofMillis(500);

  /**
   * The longest pause between refused attempts: the server may be about to read that the key is
   * trusted.
   */
  private static final Duration LAST_REFUSED_PAUSE = Duration.ofSeconds(5);

  /** How long to wait for an answer to a SYN, and for a handshake without security. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** How many octets the clients of one JVM may have queued. */
  private static final int MOST_HELD = 16 << 20;

  /** A server with ZAP (RFC 27) sends its status code instead of a reason. */
  private static final Pattern STATUS = Pattern.compile("\\d{3}");

  final Peer peer;
  private final ConnectingRunner runner;
  private final DialedEndpoint<ServerConnection> dialed;
  private final Endpoint address;
  private final Handshake handshake;
  private final Backoff refused;
  private @Nullable Dialer dialer;
  private @Nullable OpenWire wire;

  ServerConnection(
      ConnectingRunner runner,
      DialedEndpoint<ServerConnection> dialed,
      Peer peer,
      Endpoint address) {
    this.runner = runner;
    this.dialed = dialed;
    this.peer = peer;
    this.address = address;
    this.handshake = new Handshake(address.toString(), true);
    this.refused = new Backoff(LAST_PAUSE, LAST_REFUSED_PAUSE, runner.engine.random());
  }

  private boolean isSealed() {
    return runner.keyring() != null;
  }

  void open() {
    dialer =
        runner.engine.dial(
            address,
            this::newWire,
            SocketLimits.defaults()
                .withConnect(PATIENCE)
                .withHandshake(isSealed() ? ZmtpTransport.SEALED_HANDSHAKE : PATIENCE)
                .withQueueOctets(MOST_HELD),
            new Backoff(FIRST_PAUSE, LAST_PAUSE, runner.engine.random()),
            why -> dialed.unreachable());
  }

  private Wire newWire() {
    ReloadingKeyring keyring = runner.keyring();
    return new OpenWire(
        keyring == null ? new NullMechanism(runner.type()) : sealed(keyring.towards(handshake)));
  }

  private CurveClient sealed(ServerKey key) {
    return new CurveClient(
        runner.type(), runner.ownKeys.of(key.own()), key.server(), BouncyCastle.RANDOMNESS);
  }

  /** Whether a connection is established and can send. */
  boolean isOpen() {
    return wire != null;
  }

  /** The address of this host from which the connection was made, if one stands. */
  Optional<InetAddress> local() {
    return Optional.ofNullable(wire).flatMap(open -> open.connection().localHost());
  }

  /** Sends a message if a connection is established; drops it otherwise. */
  void send(Outgoing outgoing) {
    if (wire != null && !wire.send(outgoing)) {
      runner.dropped("a message to " + address + ", which does not read");
    }
  }

  /** Closes the current connection, if any, and makes another. */
  void reconnect() {
    if (wire != null) {
      wire.connection().redial("the client gives it up");
    } else {
      dialed.unreachable();
    }
  }

  /** Stops reconnecting; the current connection may still send what is queued. */
  void stop() {
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
    private final Mechanism mechanism;

    OpenWire(Mechanism mechanism) {
      super(runner, runner.type(), mechanism, runner.longest(), MOST_HELD, OctetBudget.unbounded());
      this.mechanism = mechanism;
    }

    /** Accepts no server. */
    @Override
    @Nullable String refusal() {
      ReloadingKeyring keyring = runner.keyring();
      if (keyring == null || !keyring.trusted().isEmpty()) {
        return null;
      }
      handshake.nothingTrusted();
      handshake.refusal().ifPresent(this::tell);
      return "this side trusts no key";
    }

    @Override
    String farEnd() {
      return "the connection to " + address;
    }

    @Override
    @Nullable String explained(String how) {
      if (mechanism instanceof CurveClient curve && !curve.isWelcomed()) {
        handshake.disproved();
      }
      return handshake.isExplained() ? null : how;
    }

    @Override
    void begun() {
      handshake.begins();
      if (!isSealed()) {
        stands();
      }
    }

    @Override
    public void greeted(String theirs) {
      if (theirs.equals(mechanism.name())) {
        handshake.greeted();
      } else {
        handshake.greetedBy(theirs);
      }
    }

    @Override
    public void ready() {
      super.ready();
      handshake.succeeded();
      refused.connected(runner.engine.now());
      if (isSealed()) {
        stands();
      }
    }

    private void stands() {
      wire = this;
      runner.connected(ServerConnection.this);
    }

    @Override
    public void message(byte[] body) {
      runner.heard(ServerConnection.this, body);
    }

    @Override
    public void refused(String reason) {
      if (STATUS.matcher(reason).matches()) {
        handshake.turnedAway(Integer.parseInt(reason));
      } else {
        tell(new Refusal(Refusal.Reason.LIMIT, reason));
      }
    }

    private void tell(Refusal refusal) {
      runner.agent((agent, now) -> agent.refused(peer, refusal, now));
    }

    @Override
    void gone() {
      dialed.broken();
      if (wire == this) {
        wire = null;
        runner.lost(ServerConnection.this);
      }
      if (mechanism instanceof CurveClient curve && curve.isWelcomed()) {
        handshake.proved();
      }
      ReloadingKeyring keyring = runner.keyring();
      Optional<String> own = Optional.ofNullable(keyring).map(keys -> keys.own().publicKey());
      Set<String> trusted = keyring == null ? Set.of() : keyring.trusted();
      Handshake.End end = handshake.broken(own, trusted);
      if (end == Handshake.End.REFUSED) {
        handshake.refusal().ifPresent(this::tell);
        if (dialer != null) {
          dialer.pauseFor(refused.next(runner.engine.now()));
        }
      } else if (end == Handshake.End.NEXT_KEY && dialer != null) {
        dialer.dialNow();
      }
    }
  }
}
