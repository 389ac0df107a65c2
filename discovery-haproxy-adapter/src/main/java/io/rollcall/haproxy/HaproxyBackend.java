package io.rollcall.haproxy;

import io.rollcall.discovery.Membership;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A backend of a running HAProxy whose servers are kept equal to the members of a membership.
 * Thread-safe.
 *
 * <pre>{@code
 * try (var backend = HaproxyBackend.open("unix:///run/haproxy/admin.sock", "app")) {
 *   backend.follow(subscriber);
 *   …
 * }
 * }</pre>
 *
 * <p>It speaks HAProxy's runtime API, version 2.6 or later, on a {@code stats socket} of {@code
 * level admin}. The backend needs an algorithm that takes servers at run time, such as {@code
 * balance roundrobin}; {@code static-rr} and {@code map-based} hashes do not. A member that is
 * {@code ONLINE} takes requests. One that is {@code TAKEN} drains: only requests that persistence
 * binds to it still come. One that is {@code OFFLINE} or has left takes none; it ends those it has,
 * and then its server is deleted. Nobody is deleted while the membership is not {@code LIVE}.
 *
 * <p>It alters servers whose names begin with {@link HaproxyOptions#prefix()} and no others.
 */
public final class HaproxyBackend implements AutoCloseable {
  private static final int NAME_LENGTH = 255;

  private final Endpoint endpoint;
  private final String backend;
  private final HaproxyOptions options;
  private final Object lock = new Object();
  private @Nullable Follower follower;
  private boolean closed;

  private HaproxyBackend(Endpoint endpoint, String backend, HaproxyOptions options) {
    this.endpoint = endpoint;
    this.backend = backend;
    this.options = options;
  }

  /**
   * A backend with the default options.
   *
   * @param endpoint as in {@link #open(String, String, HaproxyOptions)}
   * @throws IllegalArgumentException as {@link #open(String, String, HaproxyOptions)}
   */
  public static HaproxyBackend open(String endpoint, String backend) {
    return open(endpoint, backend, HaproxyOptions.defaults());
  }

  /**
   * A backend of the HAProxy at this endpoint. It does not connect yet, so HAProxy need not be
   * there.
   *
   * @param endpoint of HAProxy's {@code stats socket}: {@code unix:///path} or {@code
   *     tcp://host:port}
   * @param backend its name in HAProxy's configuration
   * @throws IllegalArgumentException if the endpoint is neither, or the name is not 1 to 255 ASCII
   *     letters, digits, {@code -}, {@code _}, {@code .} and {@code :}
   */
  public static HaproxyBackend open(String endpoint, String backend, HaproxyOptions options) {
    if (backend.isEmpty() || backend.length() > NAME_LENGTH || !ServerName.isAllowed(backend)) {
      throw new IllegalArgumentException(
          "backend '%s' is not 1 to %d ASCII letters, digits, '-', '_', '.' and ':'"
              .formatted(Printable.of(backend), NAME_LENGTH));
    }
    return new HaproxyBackend(
        Endpoint.parse(endpoint), backend, Objects.requireNonNull(options, "options"));
  }

  /**
   * Keeps the servers equal to the members from now on, on a thread of its own; returns at once.
   *
   * <p>Servers of its prefix that are there already are taken over. When the membership ends, they
   * stay as they are.
   *
   * @throws IllegalStateException if it follows one already, or is closed
   */
  public void follow(Membership membership) {
    Objects.requireNonNull(membership, "membership");
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException(this + " is closed");
      }
      if (follower != null) {
        throw new IllegalStateException(this + " follows a membership already");
      }
      follower = Follower.start(endpoint, backend, options, membership);
    }
  }

  /**
   * Stops following, and waits until its thread is gone. The servers stay in HAProxy as they are,
   * so that a restart of this process is no event for it. Idempotent.
   */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (follower != null) {
        follower.close();
      }
    }
  }

  @Override
  public String toString() {
    return "backend " + backend + " of " + endpoint;
  }
}
