package io.rollcall.mesh;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.agent.Environment;
import io.rollcall.discovery.thread.Monitor;
import io.rollcall.discovery.thread.Timeouts;
import io.rollcall.mesh.link.Port;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** This node among the others: what the roster has of it, and how that changes. Thread-safe. */
final class OwnNode {
  private final Membership membership;
  private final String name;
  private final @Nullable MeshMember member;
  private final Object updating = new Object();
  private final Monitor waiting;
  private volatile boolean ended;

  /** Without a member it is a guest. */
  OwnNode(MeshOptions options, Membership membership, String name, @Nullable MeshMember member) {
    this.membership = membership;
    this.name = name;
    this.member = member;
    this.waiting = new Monitor(Environment.of(options.discovery()).threads());
  }

  Membership membership() {
    return membership;
  }

  boolean isGuest() {
    return member == null;
  }

  Nodes nodes() {
    return Nodes.of(membership.roster(), name);
  }

  Node node() {
    return new Node(membership.roster().find(name).orElseGet(this::said));
  }

  private Member said() {
    MeshMember known = member;
    return known == null ? Member.named(name) : known.self();
  }

  /** Changes what the roster has of it; one change at a time, so that none is lost. */
  void update(UnaryOperator<Member> change) {
    MeshMember known = member;
    if (known == null) {
      throw new IllegalStateException("guest '" + name + "' has nothing in the roster to change");
    }
    synchronized (updating) {
      known.update(change.apply(known.self()));
    }
  }

  boolean isReady() {
    Roster roster = membership.roster();
    return membership.state() == State.LIVE
        && (isGuest()
            || roster.find(name).flatMap(known -> known.attribute(Port.ATTRIBUTE)).isPresent());
  }

  boolean awaitVersion(long version, Duration timeout) throws InterruptedException {
    return await(timeout, () -> membership.roster().version() >= version);
  }

  /** Waits until the roster or its state is as it should be; returns whether it was in time. */
  boolean await(Duration timeout, BooleanSupplier condition) throws InterruptedException {
    try (var rosters = membership.rosters().subscribe(roster -> changed());
        var states = membership.states().subscribe(state -> changed())) {
      return waiting.await(Timeouts.nanos(timeout), condition, () -> ended);
    }
  }

  private void changed() {
    waiting.lock();
    try {
      waiting.changed();
    } finally {
      waiting.unlock();
    }
  }

  boolean hasEnded() {
    return ended;
  }

  /** Nobody waits for the roster any more. */
  void end() {
    ended = true;
    changed();
  }

  @Override
  public String toString() {
    return isGuest() ? "guest '" + name + "'" : node().toString();
  }
}
