package io.rollcall.mesh.link;

import io.rollcall.discovery.Address;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.net.Backoff;
import io.rollcall.discovery.net.Dialer;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.SocketLimits;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.protocol.Admission;
import io.rollcall.mesh.protocol.Liveness;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Ping;
import io.rollcall.mesh.wire.MeshFrame.Welcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The connection to one node, on which this one asks and the other answers. Dialled once; when it
 * fails, all that is pending fails with it, and the next request dials another. For the engine's
 * thread only.
 */
final class OutLink {
  /** The number of a PING that only asks for a sign of life: no request has it. */
  private static final long NOBODY = 0;

  private final Station station;
  private final Remote remote;
  private final OutboundCalls calls;
  private final OutboundMessages messages;
  private @Nullable Dialer dialer;
  private @Nullable OutWire wire;
  private boolean welcomed;
  private boolean failed;
  private int mostOctets;

  OutLink(Station station, Remote remote) {
    this.station = station;
    this.remote = remote;
    this.calls = new OutboundCalls(station, this);
    this.messages = new OutboundMessages(station, this, remote);
  }

  /** Dials; a fault is told at once. */
  void open(Member member) {
    Address address = member.address(Station.ADDRESS).orElse(null);
    String key = member.attribute(Admission.KEY).orElse("");
    if (address == null) {
      fail(FailureCause.NO_SUCH_NODE, "the roster has no mesh address of it");
    } else if (station.security.isSealed() && key.isEmpty()) {
      fail(FailureCause.REFUSED, "it publishes no key (" + Admission.KEY + ")");
    } else {
      try {
        dial(address, key);
      } catch (IllegalArgumentException malformed) {
        fail(FailureCause.UNREACHABLE, String.valueOf(malformed.getMessage()));
      }
    }
  }

  private void dial(Address address, String key) {
    String endpoint = "tcp://" + bracketed(address.host()) + ":" + address.port();
    station.security.dialling(SocketType.DEALER, key);
    Duration connect = station.options().connectTimeout();
    dialer =
        station.engine.dial(
            Endpoint.toConnect(endpoint).get(0),
            () -> newWire(key),
            SocketLimits.defaults()
                .withConnect(connect)
                .withHandshake(connect.multipliedBy(2))
                .withQueueOctets(station.options().queueOctets()),
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), station.engine.random()),
            why -> fail(FailureCause.UNREACHABLE, why));
  }

  private static String bracketed(String host) {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  private Wire newWire(String key) {
    return new OutWire(station, this, station.security.dialling(SocketType.DEALER, key));
  }

  /** The requests on it. */
  OutboundCalls calls() {
    return calls;
  }

  /** The messages on it. */
  OutboundMessages messages() {
    return messages;
  }

  Remote remote() {
    return remote;
  }

  /** Whether frames can be sent. */
  boolean isWelcomed() {
    return welcomed && !failed;
  }

  boolean isFailed() {
    return failed;
  }

  /** Sends a frame; returns whether there was room for it. */
  boolean send(MeshFrame frame) {
    OutWire open = wire;
    return open != null && open.send(frame);
  }

  /** Whether the node takes so long a payload. */
  boolean takes(byte[] payload) {
    return payload.length <= mostOctets;
  }

  /** What is said of a payload that it does not take. */
  String tooLong(byte[] payload) {
    return "%,d octets, the node takes %,d".formatted(payload.length, mostOctets);
  }

  /** Pings a silent node, and gives up one that stays silent. */
  void beat(long now) {
    OutWire open = wire;
    if (open == null || !isWelcomed()) {
      return;
    }
    Liveness.Step step = open.liveness().step(now, calls.size() + remote.sent.size() > 0);
    if (step == Liveness.Step.GIVE_UP) {
      fail(FailureCause.UNREACHABLE, "it is silent, and answers no PING");
    } else if (step == Liveness.Step.PING) {
      open.sendUrgently(new Ping(NOBODY));
    }
  }

  /** The connection stands. */
  void connected(OutWire open) {
    wire = open;
  }

  /** The node has let this one in. */
  void welcomed(Welcome welcome) {
    if (!welcome.self().matches(remote.identity)) {
      boolean restarted = welcome.self().name().equals(remote.identity.name());
      fail(
          restarted ? FailureCause.RESTARTED : FailureCause.NO_SUCH_NODE,
          "node " + welcome.self() + " is at its address");
      return;
    }
    welcomed = true;
    mostOctets = welcome.mostOctets();
    calls.welcomed();
    remote.welcomed(this);
    messages.welcomed();
  }

  /** Ends it, and all that is pending, with this cause. */
  void fail(FailureCause cause, String detail) {
    if (failed) {
      return;
    }
    if (cause == FailureCause.CANCELLED) {
      messages.flush();
    }
    failed = true;
    messages.failed();
    if (dialer != null) {
      dialer.close();
    }
    remote.lost(this, cause, detail);
    calls.failed(cause, detail);
  }
}
