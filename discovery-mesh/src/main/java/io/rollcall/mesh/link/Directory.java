package io.rollcall.mesh.link;

import io.rollcall.discovery.Address;
import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.LinkExplanation;
import io.rollcall.mesh.wire.Identity;
import io.rollcall.mesh.wire.MeshFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The other nodes: what the roster says of them, and how to reach them. For the engine's thread
 * only.
 */
final class Directory {
  /** What is to be done with a node that was found. */
  interface Step {
    void on(Remote remote, Member member);
  }

  private static final String CLOSED = "the mesh is closed";

  private final Station station;
  private final Map<String, Remote> remotes = new HashMap<>();
  private @Nullable Membership membership;
  private @Nullable FeedSubscription following;
  private boolean ended;

  Directory(Station station) {
    this.station = station;
  }

  /** From now on it has the roster of a membership. */
  void begin(Membership of) {
    membership = of;
  }

  /** What is to be closed at the end. */
  void follows(FeedSubscription rosters) {
    following = rosters;
    if (ended) {
      rosters.close();
    }
  }

  Roster roster() {
    Membership known = membership;
    return known == null ? Roster.empty() : known.roster();
  }

  /** Does something with a node, or tells the call why not. */
  void run(Identity target, Outcall call, Step step) {
    Optional<Member> member = roster().find(target.name());
    if (!call.isOpen()) {
      return;
    }
    if (ended) {
      call.fail(FailureCause.CANCELLED, CLOSED);
    } else if (member.isEmpty()) {
      unknown(call);
    } else if (!Identity.of(member.get()).matches(target)) {
      call.fail(FailureCause.RESTARTED, "the roster has a later start of it");
    } else {
      step.on(remote(member.get()), member.get());
    }
  }

  /** How the link to a node stands. */
  LinkExplanation explain(String node) {
    Optional<Address> address =
        roster().find(node).flatMap(member -> member.address(Station.ADDRESS));
    Remote known = remotes.get(node);
    return known == null ? LinkExplanation.none(node, address) : known.explain(address);
  }

  private void unknown(Outcall call) {
    State state = membership == null ? State.SYNCING : membership.state();
    if (state == State.LIVE) {
      call.fail(FailureCause.NO_SUCH_NODE, "the roster has no such node");
    } else {
      call.fail(FailureCause.UNHEALTHY, "the node is not known, and the roster is " + state);
    }
  }

  /** Returns whether it was sent, or waits for a link that is being opened. */
  boolean note(String target, MeshFrame note) {
    Optional<Member> member = roster().find(target);
    return !ended && member.isPresent() && remote(member.get()).note(note, member.get());
  }

  private Remote remote(Member member) {
    Remote known = remotes.get(member.name());
    if (known != null && known.isReplaced(roster())) {
      known.end(FailureCause.RESTARTED, "the roster has another start of it");
      known = null;
    }
    if (known == null) {
      known = new Remote(station, Identity.of(member));
      remotes.put(member.name(), known);
    }
    return known;
  }

  /** The roster has changed. */
  void changed(Roster roster) {
    for (Remote each : List.copyOf(remotes.values())) {
      if (each.isReplaced(roster)) {
        remotes.remove(each.identity.name());
        each.end(FailureCause.RESTARTED, "the roster has another start of it");
      } else if (each.isForgotten(roster)) {
        remotes.remove(each.identity.name());
        each.end(FailureCause.NO_SUCH_NODE, "it has left");
      }
    }
  }

  void beat(long now) {
    List.copyOf(remotes.values()).forEach(each -> each.beat(now));
  }

  /** Whether nothing that was sent waits for an answer. */
  boolean isIdle() {
    return remotes.values().stream().allMatch(each -> each.pending() == 0);
  }

  /** What waits for an answer fails, and all that comes later. */
  void end() {
    ended = true;
    if (following != null) {
      following.close();
    }
    List.copyOf(remotes.values()).forEach(each -> each.end(FailureCause.CANCELLED, CLOSED));
    remotes.clear();
  }
}
