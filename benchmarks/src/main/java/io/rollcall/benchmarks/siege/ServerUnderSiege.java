package io.rollcall.benchmarks.siege;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.ServerAgent;
import io.rollcall.discovery.agent.Transport.BoundAgent;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;
import java.util.UUID;

/**
 * A server as {@link io.rollcall.discovery.Server} has it, which tells how late its loop is. Only
 * this class knows how that is found out. Thread-safe.
 */
final class ServerUnderSiege {
  private static final String ANY = "tcp://127.0.0.1:0";

  private final Lateness lateness = new Lateness();
  private final LiveMembership membership;
  private final BoundAgent running;

  /** Starts one on free ports of loopback. */
  ServerUnderSiege(Options options) {
    membership = new LiveMembership(options);
    running =
        new ZmtpTransport(options)
            .server(
                ANY,
                ANY,
                port ->
                    new TimedAgent(
                        new ServerAgent(
                            "server", ServerUnderSiege::incarnation, options, membership, port),
                        lateness::add))
            .running();
  }

  private static Incarnation incarnation() {
    return Incarnation.of(System.currentTimeMillis(), UUID.randomUUID());
  }

  String urlServer() {
    return running.urlServer();
  }

  String urlPubSub() {
    return running.urlPubSub();
  }

  /** How many of those that shall stay are on its roster. */
  long members() {
    return membership.roster().names().stream()
        .filter(name -> name.startsWith(Names.MEMBER))
        .count();
  }

  Lateness lateness() {
    return lateness;
  }
}
