package io.rollcall.discovery.survey;

import io.rollcall.discovery.Account.Fate;
import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Detach;
import io.rollcall.discovery.wire.Message.Farewell;
import io.rollcall.discovery.wire.Message.FromClient;
import io.rollcall.discovery.wire.Message.Goodbye;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Refused;
import io.rollcall.discovery.wire.Message.Snapshot;
import io.rollcall.discovery.wire.Message.UnacceptableHello;
import io.rollcall.discovery.wire.Message.Unknown;
import io.rollcall.discovery.wire.Message.Welcome;
import io.rollcall.discovery.wire.Tombstone;
import io.rollcall.discovery.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The server's side of the protocol: surveys the clients, evaluates their answers, and publishes
 * joins, leaves and updates. Pure and not thread-safe.
 *
 * <p>Every method takes the time and returns the actions to carry out. The owner calls {@link
 * #tick} at {@link #due} at the latest, after it has read everything that had been received by
 * then.
 */
public final class Surveyor {
  private final Supplier<Incarnation> incarnations;
  private final ServerSettings settings;
  private final ClientRegistry registry;
  private final Tombstones tombstones = new Tombstones();
  private final AuditTrail auditTrail = new AuditTrail();
  private final PauseDetector pauseDetector;
  private final AdmissionControl admission;
  private final Counts counts;
  private List<Action.OfServer> actions = new ArrayList<>();

  /** Sent last: all subscribers wait for publications, but only one client for its answer. */
  private final List<Action.OfServer> replies = new ArrayList<>();

  private Incarnation self;
  private RoundScheduler rounds;
  private Settling settling;
  private Publication publication;
  private FailureDetector failureDetector;
  private NameConflictWarnings nameConflictWarnings;
  private MemberLifecycle lifecycle;

  /**
   * The first round whose answer proves that a client is present; 0 if a hello does. Set after a
   * long stop.
   */
  private long firstProof;

  private long publishing;
  private long pulseDue;
  private long calledAt;

  /** A surveyor that takes its incarnations from this supplier and adds to {@code counts}. */
  public Surveyor(Supplier<Incarnation> incarnations, ServerSettings settings, Counts counts) {
    this.incarnations = incarnations;
    this.settings = settings;
    this.counts = counts;
    this.registry = new ClientRegistry(settings.lossGrace());
    this.admission = new AdmissionControl(settings, registry);
    this.pauseDetector = new PauseDetector(settings.beat(), 0);
    this.self = incarnations.get();
    beginAs(self, 0, 0);
  }

  /** The ports are open. */
  public List<Action.OfServer> start(long now) {
    beginAs(self, 0, now);
    return tick(now);
  }

  /** The ports were reopened and all connections are gone. Continues as another incarnation. */
  public List<Action.OfServer> reopened(long now) {
    auditTrail.reopened(now);
    registry.disconnect();
    beginAs(incarnations.get(), 0, now);
    return tick(now);
  }

  /** A message of a client arrived on this connection. */
  public List<Action.OfServer> heard(Peer peer, FromClient message, long now) {
    begin(now);
    if (message instanceof Hello hello) {
      hello(peer, hello, now);
    } else if (message instanceof UnacceptableHello hello) {
      refuse(peer, hello.client(), "", hello.refusal(), now);
    } else if (message instanceof Answer answer) {
      answer(peer, answer, now);
    } else if (message instanceof Goodbye goodbye) {
      goodbye(peer, goodbye, now);
    } else if (message instanceof Detach detach) {
      detach(peer, detach, now);
    }
    rounds.closeIfComplete(now).ifPresent(closed -> afterRound(closed, now));
    return done(now);
  }

  /** A connection was lost. */
  public List<Action.OfServer> lost(Peer peer, long now) {
    begin(now);
    registry.carriedBy(peer).forEach(each -> each.audit.unlinked(peer, Fate.LOST, now));
    List<ClientRecord> cutOff = registry.unlink(peer);
    boolean ofMember = cutOff.stream().anyMatch(ClientRecord::isMember);
    cutOff.forEach(record -> lifecycle.cutOff(record, settling.isSettled(), now));
    failureDetector.connectionLost(ofMember, registry.peers().size(), now);
    rounds.closeIfComplete(now).ifPresent(closed -> afterRound(closed, now));
    return done(now);
  }

  /** A subscriber subscribed to a topic that requests a snapshot. */
  public List<Action.OfServer> asked(Topic topic, long now) {
    begin(now);
    for (Snapshot part : publication.snapshot(tombstones)) {
      actions.add(new Action.Supply(topic, part));
    }
    return done(now);
  }

  /**
   * Time has passed. Everything that had been received by {@code now} has been passed to this
   * object.
   */
  public List<Action.OfServer> tick(long now) {
    begin(now);
    counts.lateness.ticked(now);
    rounds.closeIfDue(now).ifPresent(closed -> afterRound(closed, now));
    remove(failureDetector.timePassed(now), now);
    if (settling.wantsRound(now)) {
      rounds.hasten(now);
    }
    if (rounds.isTime(now)) {
      actions.add(rounds.open(now));
      rounds.closeIfComplete(now).ifPresent(closed -> afterRound(closed, now));
    }
    if (settling.settle(now)) {
      registry.settled(now);
      publication.settled();
      pulseDue = now;
    }
    if (now - pulseDue >= 0) {
      actions.add(new Action.Publish(publication.pulse()));
      pulseDue = now + settings.pulse();
    }
    return done(now);
  }

  /** The server closes: announces it, and removes no member. */
  public List<Action.OfServer> close(long now) {
    begin(now);
    publish(now);
    Message.Closing closing = new Message.Closing(self);
    actions.add(new Action.Publish(closing));
    registry.peers().forEach(peer -> actions.add(new Action.Send(peer, closing)));
    return done(now);
  }

  /**
   * Sets how long a publication takes at present, in nanoseconds. Changes are gathered for twice as
   * long, if that is more than {@code gather}.
   */
  public void publishingTakes(long nanos) {
    publishing = nanos;
    publication.takes(nanos);
  }

  /** Whether {@link #tick} would count a miss or end a grace period. */
  public boolean mayMiss(long now) {
    return failureDetector.mayFail(now);
  }

  /**
   * Messages on these connections may not have been passed on yet: the open round does not wait for
   * the clients on them, and the grace periods of clients that have lost such a connection start
   * over.
   */
  public void excuse(Predicate<Peer> unheard, long now) {
    failureDetector.excuse(unheard, now);
  }

  /** When {@link #tick} wants to be called, at the latest. */
  public long due() {
    return pauseDetector.due();
  }

  /**
   * What this server knows about the clients that have this name or had it within the last hour.
   */
  public Explanation explain(String name, long now) {
    return auditTrail.explain(self, name, now);
  }

  /** How many clients have said hello on this connection and are still on it. */
  public int clientsOn(Peer peer) {
    return registry.clientsOn(peer);
  }

  /** What has happened so far. */
  public Counts counts() {
    return counts;
  }

  /** The server's current incarnation. */
  public Incarnation incarnation() {
    return self;
  }

  private void hello(Peer peer, Hello hello, long now) {
    Incarnation client = hello.client();
    Tombstone tombstone = tombstones.of(client);
    if (tombstone != null && Tombstones.isFinal(tombstone)) {
      replies.add(new Action.Send(peer, new Farewell(self, client)));
      return;
    }
    ClientRecord record = registry.find(client);
    Optional<Refusal> refusal = admission.refusal(hello, record, peer, settling.isSettled(), now);
    if (refusal.isPresent()) {
      refuse(peer, client, hello.member().name(), refusal.get(), now);
      return;
    }
    if (record == null) {
      record =
          registry.add(
              new ClientRecord(
                  client,
                  peer.key(),
                  hello.session().number(),
                  hello.update(),
                  hello.member(),
                  auditTrail.of(hello.member().name(), client)));
      record.provenBy = settling.isSettled() ? 0 : firstProof;
    }
    if (!record.links.contains(peer)) {
      settling.arrived(now);
      registry.link(peer, record);
      record.audit.linked(peer, now);
      if (record.provenBy != 0) {
        record.probe();
      }
    }
    record.audit.heard(now);
    if (hello.update() > record.update) {
      record.update = hello.update();
      record.member = hello.member();
    }
    record.session = Math.max(record.session, hello.session().number());
    if (record.provenBy == 0) {
      word(record, now);
      publication.touch(record.name());
      welcome(peer, record);
    } else {
      welcome(peer, record);
      replies.add(new Action.Send(peer, rounds.question()));
    }
  }

  private void answer(Peer peer, Answer answer, long now) {
    ClientRecord record = registry.find(answer.client());
    if (record == null || !record.links.contains(peer)) {
      replies.add(new Action.Send(peer, new Unknown(self, answer.client())));
      return;
    }
    if (rounds.isCurrent(answer.round())) {
      counts.answers.increment();
    } else {
      counts.lateAnswers.increment();
    }
    if (answer.round() < record.provenBy) {
      return;
    }
    boolean returns = !record.isMember();
    Optional<Refusal> refusal =
        returns ? admission.nameRefusal(record.name(), record.key) : Optional.empty();
    if (refusal.isPresent()) {
      refuse(peer, record.client, record.name(), refusal.get(), now);
      return;
    }
    record.provenBy = 0;
    word(record, now);
    if (returns) {
      welcome(peer, record);
    }
  }

  /** A client is alive: resets its misses, and makes it a member if it is not one. */
  private void word(ClientRecord record, long now) {
    record.audit.heard(now);
    failureDetector.heard(record, now).ifPresent(actions::add);
    lifecycle.begin(record, now);
  }

  private void goodbye(Peer peer, Goodbye goodbye, long now) {
    ClientRecord record = registry.find(goodbye.client());
    if (record != null && !record.links.contains(peer) && !mayLeave(record, peer)) {
      replies.add(new Action.Send(peer, new Unknown(self, goodbye.client())));
      return;
    }
    if (record == null) {
      lifecycle.forgetStranger(goodbye, now);
    } else {
      record.audit.heard(now);
      lifecycle.forget(record, Cause.GOODBYE, now);
    }
    replies.add(new Action.Send(peer, new Farewell(self, goodbye.client())));
  }

  /**
   * Whether a client from before a long stop says goodbye on another connection of the same key.
   */
  private static boolean mayLeave(ClientRecord record, Peer peer) {
    return record.isSuspended() && !record.isConnected() && record.key.equals(peer.key());
  }

  /** The client has moved to another connection, or will soon. */
  private void detach(Peer peer, Detach detach, long now) {
    ClientRecord record = registry.find(detach.client());
    if (record != null && record.links.contains(peer)) {
      record.audit.heard(now);
      record.audit.unlinked(peer, Fate.DETACHED, now);
      if (registry.unlink(peer, record)) {
        lifecycle.cutOff(record, settling.isSettled(), now);
      }
    }
  }

  /** Refuses a client with this name; empty if the name is unreadable. */
  private void refuse(Peer peer, Incarnation client, String name, Refusal refusal, long now) {
    counts.refused.increment(refusal.reason());
    replies.add(new Action.Send(peer, new Refused(self, client, refusal)));
    ClientRecord record = registry.find(client);
    boolean itself = record != null && record.links.contains(peer);
    if (itself || (record == null && !name.isEmpty())) {
      ClientAudit audit = record == null ? auditTrail.of(name, client) : record.audit;
      audit.heard(now);
      audit.refused(refusal, now);
    }
    if (record != null && itself) {
      lifecycle.forget(record, Cause.REFUSED, now);
    }
  }

  private void welcome(Peer peer, ClientRecord record) {
    replies.add(
        new Action.Send(
            peer,
            new Welcome(
                self,
                settings.cluster(),
                record.session(),
                record.update,
                settings.silenceMillis())));
  }

  private void afterRound(RoundScheduler.Closed closed, long now) {
    counts.rounds.increment();
    remove(failureDetector.roundClosed(closed, now), now);
    settling.roundClosed(closed.askedAt());
    actions.addAll(nameConflictWarnings.look());
  }

  private void remove(List<FailureDetector.Failure> failures, long now) {
    failures.forEach(failure -> lifecycle.end(failure.record(), failure.cause(), now));
  }

  private void begin(long now) {
    actions = new ArrayList<>();
    counts.lateness.called(now - pauseDetector.due());
    long late = pauseDetector.at(now);
    long gap = now - calledAt;
    calledAt = now;
    if (gap >= settings.stop() && now - (pulseDue - settings.pulse()) >= settings.absence()) {
      startOver(gap, now);
    } else if (late > 0) {
      settling.stoppedFor(Math.min(late, gap));
      failureDetector.wasLate(now).ifPresent(actions::add);
    }
  }

  /**
   * The server was stopped for so long that its subscribers consider it away, and other servers may
   * have removed members that it still lists. It continues as another incarnation that settles, and
   * lists only clients that answer a survey from now on: what was received meanwhile may be old.
   */
  private void startOver(long gap, long now) {
    actions.add(
        new Action.Warn(
            "was stopped for %d ms; it starts over and reports no departures"
                .formatted(gap / 1_000_000)));
    counts.startOvers.increment();
    auditTrail.startOver(now);
    registry.suspend(rounds.next());
    beginAs(incarnations.get(), rounds.next(), now);
  }

  /** Begins as this incarnation, with this round number or a later one. */
  private void beginAs(Incarnation incarnation, long round, long now) {
    self = incarnation;
    firstProof = round;
    rounds = new RoundScheduler(incarnation, settings, registry, round, now);
    settling = new Settling(settings.settleTime(), now);
    publication = new Publication(incarnation, settings, publishing, now);
    failureDetector = new FailureDetector(settings, registry, rounds, counts);
    nameConflictWarnings = new NameConflictWarnings(registry);
    lifecycle =
        new MemberLifecycle(
            registry, tombstones, rounds, publication, nameConflictWarnings, counts);
    pulseDue = now;
    calledAt = now;
    pauseDetector.expect(now);
  }

  private List<Action.OfServer> done(long now) {
    if (publication.isPending() && now - publication.due() >= 0) {
      publish(now);
    }
    actions.addAll(replies);
    replies.clear();
    pauseDetector.expect(nextDue(now));
    return actions;
  }

  private void publish(long now) {
    for (Message.Change change : publication.flush(registry::holder, now)) {
      actions.add(new Action.Publish(change));
      counts.publications.increment();
    }
  }

  private long nextDue(long now) {
    long due = Math.min(pulseDue, rounds.due());
    if (publication.isPending()) {
      due = Math.min(due, publication.due());
    }
    if (!settling.isSettled()) {
      due = Math.min(due, Math.max(settling.due(), now + settings.beat()));
    }
    due = Math.min(due, failureDetector.due());
    return failureDetector.isWaiting() ? Math.min(due, now + settings.beat()) : due;
  }
}
