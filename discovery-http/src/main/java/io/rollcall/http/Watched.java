package io.rollcall.http;

import java.net.InetAddress;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.jspecify.annotations.Nullable;

/**
 * What one connection is doing, and for how long it may. Jetty bounds how long a connection is
 * silent; one that sends an octet now and then is not. Not thread-safe: {@link Connections} guards
 * it.
 */
final class Watched {
  private enum Stage {
    IDLE,
    HEAD,
    BODY,
    DRAINING,
    ANSWERING
  }

  /** A body that arrives at this pace or faster is never cut, unless it is too long. */
  private static final long OCTETS_PER_SECOND = 16 << 10;

  private static final long SECOND = 1_000_000_000L;

  final Connection connection;
  final @Nullable InetAddress from;
  volatile @Nullable Outgoing outgoing;

  private Stage stage = Stage.HEAD;
  private long since;
  private long octetsBefore;

  Watched(Connection connection, @Nullable InetAddress from, long now) {
    this.connection = connection;
    this.from = from;
    this.since = now;
  }

  /** How many octets of a request have come. */
  private long octets() {
    return stage == Stage.ANSWERING ? 0 : connection.getBytesIn() - octetsBefore;
  }

  /** How much memory a head may take that has not ended. */
  long headMemory() {
    return stage == Stage.HEAD ? octets() * HttpLimits.MEMORY_OF_HEAD_OCTET : 0;
  }

  /** The head of a request has come. */
  void headCame(Outgoing answer, long now) {
    outgoing = answer;
    stage = Stage.BODY;
    since = now;
  }

  /** The body is too long; the rest is read, and thrown away. */
  void drains(long now) {
    stage = Stage.DRAINING;
    since = now;
  }

  /** A request has come whole. */
  void cameWhole() {
    stage = Stage.ANSWERING;
  }

  /** The answer has gone out; another request may follow. */
  void answered(long now) {
    outgoing = null;
    stage = Stage.IDLE;
    since = now;
    octetsBefore = connection.getBytesIn();
  }

  /** Closes it at once, on any thread and without a lock. */
  void cut(String why) {
    EofException cause = new EofException(why);
    Outgoing answer = outgoing;
    if (answer != null) {
      answer.gone(why);
    }
    // Without what TLS has to say at the end: the far end does not listen, or not in time.
    EndPoint end = connection.getEndPoint();
    (end instanceof SslConnection.SslEndPoint tls ? tls.getSslConnection().getEndPoint() : end)
        .close(cause);
    if (answer != null) {
      answer.abort(cause);
    }
  }

  /** Why it must be cut; {@code null} if it need not. */
  @Nullable String fault(HttpLimits limits, long now) {
    if (outgoing != null && outgoing.isStuck(now, limits.patience().toNanos())) {
      return "the far end takes nothing";
    }
    if (stage == Stage.IDLE && octets() > 0) {
      stage = Stage.HEAD;
      since = now;
    }
    long bound =
        switch (stage) {
          case IDLE -> limits.idleTime().toNanos();
          case HEAD -> limits.requestTime().toNanos();
          case DRAINING -> limits.requestTime().toNanos();
          case BODY -> limits.requestTime().toNanos() + octets() * SECOND / OCTETS_PER_SECOND;
          case ANSWERING -> Long.MAX_VALUE;
        };
    return now - since > bound ? "no request came in time" : null;
  }
}
