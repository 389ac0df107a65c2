package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.guard.ConnectionLimiter.Verdict;
import io.rollcall.discovery.guard.LimitedConnection;
import io.rollcall.discovery.keys.Z85;
import io.rollcall.discovery.zmtp.Mechanism;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.ZmtpException;
import io.rollcall.discovery.zmtp.curve.CurveServer;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A server's side of one connection, which the server may refuse or close. */
abstract class AcceptedWire extends ZmtpWire
    implements LimitedConnection.Handle, HandshakeRateLimiter.Waiting {
  final ServerRunner server;
  private final LimitedConnection.Port port;
  private final Mechanism mechanism;
  private @Nullable LimitedConnection limited;

  /** Whether the reason of its end was logged already. */
  private boolean explained;

  AcceptedWire(
      ServerRunner server,
      LimitedConnection.Port port,
      SocketType type,
      int longest,
      int mostHeld) {
    this(server, port, type, server.security().newMechanism(type), longest, mostHeld);
  }

  private AcceptedWire(
      ServerRunner server,
      LimitedConnection.Port port,
      SocketType type,
      Mechanism mechanism,
      int longest,
      int mostHeld) {
    super(server, type, mechanism, longest, mostHeld, server.budget);
    this.server = server;
    this.port = port;
    this.mechanism = mechanism;
  }

  /** Its record in the connection limiter. */
  final LimitedConnection limited() {
    LimitedConnection known = limited;
    if (known == null) {
      throw new IllegalStateException("not let in");
    }
    return known;
  }

  /** The key that the far end has proved, in Z85; empty if none. */
  final String key() {
    byte[] proved = mechanism instanceof CurveServer curve ? curve.peerKey() : null;
    return proved == null ? "" : Z85.encode(proved);
  }

  @Override
  final @Nullable String refusal() {
    InetSocketAddress from = (InetSocketAddress) connection().peer();
    long now = server.engine.now();
    LimitedConnection arriving =
        new LimitedConnection(
            port,
            from.getAddress().getHostAddress(),
            from.getPort(),
            this,
            server.rateLimits.at(port, now),
            now);
    limited = arriving;
    return server.arrive(arriving, now);
  }

  @Override
  final String farEnd() {
    return "a connection from " + connection().address();
  }

  @Override
  final String explained(String how) {
    explained = true;
    if (!server.security().isSealed() || isReady()) {
      return how;
    }
    if (key().isEmpty()) {
      return "it proved no key: " + how;
    }
    return mechanism instanceof CurveServer curve && curve.isTurnedAway()
        ? "its key %s is not trusted".formatted(key())
        : "it proved the key %s: %s".formatted(key(), how);
  }

  @Override
  public final boolean mayProceed() {
    if (!server.security().isSealed()) {
      return true;
    }
    if (server.handshakes.mayProceed(this)) {
      server.limiter.progresses(limited(), server.engine.now());
      return true;
    }
    server.limiter.waits(limited());
    connection().pause();
    return false;
  }

  @Override
  public final String host() {
    return limited().host();
  }

  @Override
  public final void proceed() {
    server.limiter.progresses(limited(), server.engine.now());
    super.proceed();
  }

  @Override
  public final void frame() throws ZmtpException {
    if (server.limiter.speaks(limited(), server.engine.now()) != Verdict.TAKEN) {
      throw new ZmtpException("it sends too much");
    }
  }

  @Override
  void begun() {}

  @Override
  void gone() {
    server.handshakes.forget(this);
    server.limiter.leave(this);
    if (server.security().isSealed() && !isReady() && !explained) {
      server.dropped(farEnd() + ": it ended before it had proved a key");
    }
  }

  @Override
  public final void hangUp() {
    connection().close("it is cut off");
  }

  @Override
  public final boolean isOpen() {
    return connection().isOpen();
  }
}
