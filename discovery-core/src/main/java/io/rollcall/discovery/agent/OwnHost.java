package io.rollcall.discovery.agent;

import io.rollcall.discovery.survey.Peer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By which address of this host clients reach their servers. The first connection decides, and
 * after it was lost the next one that is made. Not thread-safe.
 */
final class OwnHost {
  private @Nullable Peer decides;
  private @Nullable InetAddress host;

  /** A connection stands, made from this local address; returns whether the host is another now. */
  boolean connected(Peer to, Optional<InetAddress> local) {
    if (decides != null || local.isEmpty() || isUselessElsewhere(local.get())) {
      return false;
    }
    decides = to;
    boolean another = !local.get().equals(host);
    host = local.get();
    return another;
  }

  /** It has a zone id, which means nothing on another host. */
  private static boolean isUselessElsewhere(InetAddress local) {
    return local instanceof Inet6Address && local.isLinkLocalAddress();
  }

  /** A connection was lost or given up. */
  void lost(Peer to) {
    if (to.equals(decides)) {
      decides = null;
    }
  }

  /** Empty before the first connection of which the local address is known. */
  Optional<InetAddress> get() {
    return Optional.ofNullable(host);
  }
}
