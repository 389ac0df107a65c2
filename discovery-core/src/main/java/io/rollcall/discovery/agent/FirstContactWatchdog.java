package io.rollcall.discovery.agent;

import io.rollcall.discovery.survey.Peer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells, once for each server, that nothing has come from it for some seconds since it was added,
 * and what the likely cause is. Not thread-safe.
 */
final class FirstContactWatchdog {
  private static final long PATIENCE = 5_000_000_000L;

  private final String wrongPort;
  private final Map<Peer, Awaited> awaited = new LinkedHashMap<>();

  /** None is awaited yet; {@code wrongPort} says which two ports may have been swapped. */
  FirstContactWatchdog(String wrongPort) {
    this.wrongPort = wrongPort;
  }

  private static final class Awaited {
    final long until;
    boolean connected;

    Awaited(long until) {
      this.until = until;
    }
  }

  void added(Peer server, long now) {
    awaited.put(server, new Awaited(now + PATIENCE));
  }

  void connected(Peer server) {
    Awaited one = awaited.get(server);
    if (one != null) {
      one.connected = true;
    }
  }

  /** Something came, or the cause is known, or it is awaited no more. */
  void forget(Peer server) {
    if (!awaited.isEmpty()) {
      awaited.remove(server);
    }
  }

  /** Tells what there is to tell by now, for people. */
  void tick(long now, Consumer<String> teller) {
    awaited
        .entrySet()
        .removeIf(
            each -> {
              boolean silent = now >= each.getValue().until;
              if (silent) {
                teller.accept(text(each.getKey(), each.getValue()));
              }
              return silent;
            });
  }

  private String text(Peer server, Awaited one) {
    String how =
        one.connected
            ? "takes connections, but no server has answered for 5 s; is it "
                + wrongPort
                + ", or a port of something else?"
            : "could not be reached for 5 s; does a server run there, and does a firewall let its"
                + " port through?";
    return "endpoint '%s' %s Trying again".formatted(server.address(), how);
  }

  /** When {@link #tick} wants to be called. */
  long due() {
    // They are added in the order of time.
    return awaited.isEmpty() ? Long.MAX_VALUE : awaited.values().iterator().next().until;
  }
}
