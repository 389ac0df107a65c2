package io.rollcall.discovery.survey;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.wire.Message.Announcement;
import io.rollcall.discovery.wire.Message.Change;
import io.rollcall.discovery.wire.Message.Closing;
import io.rollcall.discovery.wire.Message.Published;
import io.rollcall.discovery.wire.Message.Snapshot;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Standing;
import io.rollcall.discovery.wire.Tombstone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The subscriber's side of the protocol: a copy of the roster that follows the publications of each
 * server, requests a snapshot when something is missing, and reports what changed. Pure and not
 * thread-safe.
 *
 * <p>Every method takes the time and returns the actions to carry out. The owner calls {@link
 * #tick} at {@link #due} at the latest, after it has read everything that had been received by
 * then.
 */
public final class Replica {
  /** The request number of a message that did not arrive on a snapshot topic. */
  public static final int NO_REQUEST = -1;

  /**
   * How long a starting subscriber waits, after the first server's roster, for those of its other
   * endpoints: some of the members would look like a roster.
   */
  private static final long GATHER = 1_000_000_000L;

  private final UUID id;
  private final String cluster;
  private final Map<Peer, PublisherLink> links = new LinkedHashMap<>();
  private final MergedRoster merged;
  private final PauseDetector pauseDetector = new PauseDetector(50_000_000L, 0);
  private final Counters<Resync> resyncs;
  private int requests;
  private State state;

  /** Whether the first roster was published, or may be. */
  private boolean gathered;

  private long gatherUntil = Long.MAX_VALUE;
  private List<Action.OfSubscriber> actions = new ArrayList<>();

  /** A replica for the subscriber with this id, without servers yet. */
  public Replica(UUID id, String cluster) {
    this(id, cluster, new MergedRoster(), new Counters<>(Resync.class));
  }

  private Replica(UUID id, String cluster, MergedRoster merged, Counters<Resync> resyncs) {
    this.id = id;
    this.cluster = cluster;
    this.merged = merged;
    this.resyncs = resyncs;
    this.state = merged.state();
    this.gathered = merged.isAnnounced();
  }

  /**
   * A copy for the subscriber with this id, without servers yet: it knows what this replica knows,
   * as lists of servers that went away. Its counters continue from here.
   */
  public Replica fork(UUID forkId) {
    return new Replica(forkId, cluster, merged.fork(), new Counters<>(resyncs));
  }

  /** Starts at this time. */
  public void start(long now) {
    pauseDetector.expect(now);
  }

  /** An endpoint was added: requests a snapshot there. */
  public List<Action.OfSubscriber> added(Peer server, long now) {
    begin(now);
    PublisherLink link = new PublisherLink(server, id);
    links.put(server, link);
    request(link, now);
    return done(now);
  }

  /** An endpoint was removed. Its list is kept like that of a server that went away. */
  public List<Action.OfSubscriber> removed(Peer server, long now) {
    begin(now);
    PublisherLink link = links.remove(server);
    if (link != null) {
      leave(link.server);
    }
    return done(now);
  }

  /**
   * A connection to an endpoint was established. Requests a snapshot: something may have been
   * missed, and the answer shows whether the connection works.
   */
  public List<Action.OfSubscriber> connected(Peer to, long now) {
    begin(now);
    PublisherLink link = links.get(to);
    if (link != null) {
      link.detector.heard(now);
      if (link.request == null) {
        resync(link, Resync.CONNECTION, now);
      }
    }
    return done(now);
  }

  /**
   * A publication arrived from this endpoint.
   *
   * @param request the request on whose topic it arrived, or {@link #NO_REQUEST}
   */
  public List<Action.OfSubscriber> heard(Peer from, Published message, int request, long now) {
    begin(now);
    PublisherLink link = links.get(from);
    if (link != null) {
      link.detector.heard(now);
      giveUpOverdue(now);
    }
    if (link != null && !isOld(link, message.server())) {
      if (message instanceof Closing closing) {
        link.hasBrought = true;
        merged.close(closing.server(), now);
      } else if (message instanceof Announcement announcement
          && !merged.isClosed(announcement.server())) {
        announced(link, announcement, request, now);
      }
    }
    return done(now);
  }

  /**
   * Another server is heard, so the network works. Gives silent connections up early: after a cut,
   * TCP may pause for as long as the cut took, while a new connection works at once.
   */
  private void giveUpOverdue(long now) {
    for (PublisherLink link : links.values()) {
      if (link.detector.isOverdue(now)) {
        link.detector.forget();
        actions.add(new Action.Reconnect(link.peer));
      }
    }
  }

  /**
   * Time has passed. Everything that had been received by {@code now} has been passed to this
   * object.
   */
  public List<Action.OfSubscriber> tick(long now) {
    begin(now);
    for (PublisherLink link : links.values()) {
      if (link.detector.isOver(now)) {
        actions.add(new Action.Reconnect(link.peer));
      }
      SnapshotRequest open = link.request;
      if (open != null && now - open.retryAt() >= 0) {
        actions.add(new Action.Withdraw(link.peer, open.number));
        link.request = open.again(++requests, now);
        actions.add(new Action.Request(link.peer, requests));
      }
    }
    return done(now);
  }

  /** How far the roster can be trusted. */
  public State state() {
    return state;
  }

  /** How often snapshots were requested again, by reason. */
  public Counters<Resync> resyncs() {
    return resyncs;
  }

  /** The change from this roster to the current one; empty while no roster is known. */
  public Optional<MembershipChange> changeSince(Roster before) {
    return merged.changeSince(before);
  }

  /** When {@link #tick} wants to be called, at the latest. */
  public long due() {
    return pauseDetector.due();
  }

  /**
   * Whether a message comes from a server that another one has replaced at this endpoint. Once the
   * replacement is away, the former server may return, as when an address fails over and back.
   */
  private boolean isOld(PublisherLink link, Incarnation server) {
    return link.isReplaced(server) && link.server != null && merged.counts(link.server);
  }

  private void announced(PublisherLink link, Announcement announcement, int request, long now) {
    Standing standing = announcement.standing();
    if (!standing.cluster().equals(cluster)) {
      actions.add(
          new Action.Warn(
              "an announcement from a server %s; this subscriber is %s"
                  .formatted(shown(standing.cluster()), shown(cluster))));
      return;
    }
    follow(link, standing.server());
    ServerView view = merged.heard(standing, now);
    if (view.isClosed()) {
      return;
    }
    link.detector.expect(3 * view.pulse());
    if (view.isReturned() && link.returned != view) {
      link.returned = view;
      withdraw(link);
      resync(link, Resync.SERVER, now);
    }
    if (announcement instanceof Snapshot snapshot) {
      snapshot(link, view, snapshot, request, now);
    } else if (announcement instanceof Change change
        && view.isWhole()
        && standing.sequence() == view.sequence() + 1) {
      view.advance();
      for (Present each : change.present()) {
        merged.put(view, each);
      }
      for (Tombstone each : change.tombstones()) {
        merged.remove(view, each, now);
      }
    } else if (!view.isWhole() || standing.sequence() > view.sequence()) {
      view.gap();
      if (link.request == null) {
        resync(link, view.isKnown() ? Resync.GAP : Resync.SERVER, now);
      }
    }
  }

  private static String shown(String cluster) {
    return cluster.isEmpty() ? "without a cluster" : "of cluster '" + cluster + "'";
  }

  /**
   * Notes the server at this endpoint. If it is another one than before, the former one is gone.
   */
  private void follow(PublisherLink link, Incarnation server) {
    Incarnation before = link.server;
    if (server.equals(before)) {
      return;
    }
    link.replaceBy(server);
    leave(before);
  }

  /** A server is no longer behind one link; it may still be behind another. */
  private void leave(@Nullable Incarnation server) {
    if (server == null) {
      return;
    }
    for (PublisherLink link : links.values()) {
      if (server.equals(link.server)) {
        return;
      }
    }
    merged.forget(server);
  }

  private void snapshot(
      PublisherLink link, ServerView view, Snapshot snapshot, int request, long now) {
    SnapshotRequest open = link.request;
    if (open == null || open.number != request || !open.complete(snapshot, now)) {
      return;
    }
    link.request = null;
    link.hasBrought = true;
    actions.add(new Action.Withdraw(link.peer, request));
    List<Tombstone> tombstones = open.tombstones();
    long sequence = snapshot.standing().sequence();
    // Where two links lead to one server, the slower one may bring what is older.
    if (sequence > view.sequence() || (!view.isWhole() && sequence == view.sequence())) {
      merged.install(view, open.present(), sequence);
    }
    for (Tombstone each : tombstones) {
      merged.ended(each, now);
    }
  }

  /** Withdraws the pending request: its answer may be old. */
  private void withdraw(PublisherLink link) {
    SnapshotRequest open = link.request;
    if (open != null) {
      actions.add(new Action.Withdraw(link.peer, open.number));
    }
  }

  private void resync(PublisherLink link, Resync why, long now) {
    resyncs.increment(why);
    request(link, now);
  }

  private void request(PublisherLink link, long now) {
    link.request = SnapshotRequest.first(++requests, now);
    actions.add(new Action.Request(link.peer, requests));
  }

  private boolean isGathered(long now) {
    if (!gathered && merged.isKnown()) {
      gatherUntil = Math.min(gatherUntil, now + GATHER);
      gathered = now - gatherUntil >= 0 || haveAllBrought();
    }
    return gathered;
  }

  private boolean haveAllBrought() {
    for (PublisherLink link : links.values()) {
      if (!link.hasBrought) {
        return false;
      }
    }
    return true;
  }

  private void begin(long now) {
    long late = pauseDetector.at(now);
    if (late > 0) {
      merged.excuse(late, now);
      links.values().forEach(link -> link.detector.excuse(late, now));
    }
    merged.look(now);
  }

  private List<Action.OfSubscriber> done(long now) {
    if (isGathered(now)) {
      Optional<MembershipChange> change = merged.reconcile(now);
      if (change.isPresent()) {
        actions.add(new Action.RosterChanged(change.get()));
      }
    }
    State trust = merged.state();
    if (trust != state) {
      state = trust;
      actions.add(new Action.StateChanged(trust));
    }
    long due = Math.min(merged.due(now), gathered ? Long.MAX_VALUE : gatherUntil);
    for (PublisherLink link : links.values()) {
      due = Math.min(due, link.detector.due());
      if (link.request != null) {
        due = Math.min(due, link.request.retryAt());
      }
    }
    pauseDetector.expect(due);
    List<Action.OfSubscriber> done = actions;
    actions = new ArrayList<>();
    return done;
  }
}
