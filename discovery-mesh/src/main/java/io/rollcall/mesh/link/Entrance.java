package io.rollcall.mesh.link;

import io.rollcall.discovery.Roster;
import io.rollcall.discovery.zmtp.Mechanism;
import io.rollcall.discovery.zmtp.transport.PeerSecurity;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.protocol.Admission.Verdict;
import io.rollcall.mesh.wire.Identity;
import io.rollcall.mesh.wire.MeshCodec;
import io.rollcall.mesh.wire.MeshFrame.Hello;
import io.rollcall.mesh.wire.MeshFrame.Refused;
import io.rollcall.mesh.wire.MeshFrame.Welcome;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the far end of an accepted link, and whether it is let in. For the engine's thread
 * only.
 */
final class Entrance {
  /** How long a node that connects may be ahead of this one's roster. */
  private static final long ROSTER_GRACE = TimeUnit.SECONDS.toNanos(1);

  /** What was refused may still leave. */
  private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(200);

  private final Station station;
  private final MeshWire wire;
  private final Mechanism mechanism;
  private @Nullable Hello hello;
  private boolean admitted;
  private boolean awaitsRoster;

  Entrance(Station station, MeshWire wire, Mechanism mechanism) {
    this.station = station;
    this.wire = wire;
    this.mechanism = mechanism;
  }

  /** Whether it has said HELLO. */
  boolean isNamed() {
    return hello != null;
  }

  /** Whether it is let in. */
  boolean isAdmitted() {
    return admitted;
  }

  /** Who it is. */
  Identity peer() {
    Hello said = hello;
    if (said == null) {
      throw new IllegalStateException("no HELLO");
    }
    return said.self();
  }

  /** It says who it is. */
  void said(Hello first) {
    hello = first;
    decide();
  }

  /** Decides about the HELLO that has come, now or once the roster has changed. */
  void decide() {
    Hello said = hello;
    if (said == null || admitted || !wire.connection().isOpen()) {
      return;
    }
    Verdict verdict = station.decide(said, PeerSecurity.keyOf(mechanism));
    if (verdict instanceof Verdict.Admitted) {
      admitted = true;
      wire.connection().established();
      wire.send(new Welcome(MeshCodec.VERSION, station.identity(), station.options().mostOctets()));
    } else if (verdict instanceof Verdict.Turned turned) {
      turn(turned.cause(), turned.detail());
    } else if (verdict instanceof Verdict.Unknown unknown && !awaitsRoster) {
      awaitsRoster = true;
      station.engine.after(
          ROSTER_GRACE,
          () -> {
            if (!admitted) {
              turn(FailureCause.REFUSED, unknown.detail());
            }
          });
    }
  }

  /** The roster has changed: who waits may be in it, and who was in it may not be any more. */
  void changed(Roster roster) {
    decide();
    Hello said = hello;
    if (station.options().strict()
        && admitted
        && said != null
        && !said.guest()
        && roster
            .find(said.self().name())
            .filter(member -> Identity.of(member).matches(said.self()))
            .isEmpty()) {
      turn(FailureCause.REFUSED, "it is in the roster no more");
    }
  }

  /** Doesn't let it in, or no longer. */
  private void turn(FailureCause cause, String detail) {
    if (wire.connection().isOpen()) {
      station.refused(wire.farEnd() + ": " + detail);
      wire.send(new Refused(cause, detail));
      wire.connection().finish(LINGER, "it is refused: " + detail);
    }
  }

  @Override
  public String toString() {
    Hello said = hello;
    String from = "a link from " + wire.connection().address();
    return said == null ? from : from + ", node '" + said.self().name() + "'";
  }
}
