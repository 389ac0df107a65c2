package io.rollcall.discovery.survey;

import io.rollcall.discovery.Account.Fate;
import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.wire.Departed;
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
import io.rollcall.discovery.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The server's end of the survey: it asks who is there, hears the answers, and publishes who came
 * and went. Pure and not thread-safe.
 *
 * <p>The owner calls {@link #tick} at {@link #due} at the latest, each time after it has read
 * everything that had been received.
 */
public final class Surveyor {
  private final Supplier<Incarnation> incarnations;
  private final Pace pace;
  private final Attendance attendance;
  private final Departures departures = new Departures();
  private final History history = new History();
  private final Lateness lateness;
  private final HelloCheck check;
  private final Counts counts;
  private List<Action> actions = new ArrayList<>();

  /** Go out last: all subscribers wait for what is published, and one client for its answer. */
  private final List<Action> replies = new ArrayList<>();

  private Incarnation self;
  private Rounds rounds;
  private LossWatch losses;
  private Settling settling;
  private Publication publication;
  private Deafness deafness;
  private ContestedNames contested;
  private Stays stays;

  /** The first round whose answer shows that a client is there now; 0 if its hello does. */
  private long firstProof;

  private long publishing;
  private long pulseDue;
  private long calledAt;

  /** A server that begins as one of these incarnations, and adds to {@code counts}. */
  public Surveyor(Supplier<Incarnation> incarnations, Pace pace, Counts counts) {
    this.incarnations = incarnations;
    this.pace = pace;
    this.counts = counts;
    this.attendance = new Attendance(pace.lossGrace());
    this.check = new HelloCheck(pace, attendance);
    this.lateness = new Lateness(pace.beat(), 0);
    this.self = incarnations.get();
    beginAs(self, 0, 0);
  }

  /** The ports are open. */
  public List<Action> start(long now) {
    beginAs(self, 0, now);
    return tick(now);
  }

  /** The ports were opened again: nobody is connected. Goes on as another incarnation. */
  public List<Action> reopened(long now) {
    history.reopened(now);
    attendance.disconnect();
    beginAs(incarnations.get(), 0, now);
    return tick(now);
  }

  /** A client said something on this connection. */
  public List<Action> heard(Peer peer, FromClient message, long now) {
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
  public List<Action> lost(Peer peer, long now) {
    begin(now);
    attendance.carriedBy(peer).forEach(each -> each.chronicle.unlinked(peer, Fate.LOST, now));
    List<Attendee> cutOff = attendance.unlink(peer);
    if (cutOff.stream().anyMatch(attendee -> attendee.present)) {
      losses.lost(attendance.peers().size(), now);
    }
    cutOff.forEach(attendee -> stays.cutOff(attendee, settling.isSettled(), now));
    if (losses.isMass(now)) {
      attendance.graces().holdUntil(rounds.next());
    }
    rounds.closeIfComplete(now).ifPresent(closed -> afterRound(closed, now));
    return done(now);
  }

  /** Somebody subscribed to a topic that asks for a snapshot. */
  public List<Action> asked(Topic topic, long now) {
    begin(now);
    for (Snapshot part : publication.snapshot(departures)) {
      actions.add(new Action.Supply(topic, part));
    }
    return done(now);
  }

  /** Time has passed. Everything that had been received by then has been heard. */
  public List<Action> tick(long now) {
    begin(now);
    counts.lateness.ticked(now);
    rounds.closeIfDue(now).ifPresent(closed -> afterRound(closed, now));
    for (Attendee attendee : attendance.graces().over(now)) {
      stays.end(attendee, Cause.LOST, now);
    }
    if (settling.wantsRound(now)) {
      rounds.hasten(now);
    }
    if (rounds.isTime(now)) {
      actions.add(rounds.open(now));
      rounds.closeIfComplete(now).ifPresent(closed -> afterRound(closed, now));
    }
    if (settling.settle(now)) {
      attendance.settled(now);
      publication.settled();
      pulseDue = now;
    }
    if (now - pulseDue >= 0) {
      actions.add(new Action.Publish(publication.pulse()));
      pulseDue = now + pace.pulse();
    }
    return done(now);
  }

  /** The server closes; it says so, and nothing of its members. */
  public List<Action> close(long now) {
    begin(now);
    publish(now);
    Message.Closing closing = new Message.Closing(self);
    actions.add(new Action.Publish(closing));
    attendance.peers().forEach(peer -> actions.add(new Action.Send(peer, closing)));
    return done(now);
  }

  /**
   * To publish something takes about so many nanoseconds at present, and more the more subscribers
   * there are. Changes to very many are gathered for longer.
   */
  public void publishingTakes(long nanos) {
    publishing = nanos;
    publication.takes(nanos);
  }

  /** Whether {@link #tick} would count somebody's absence. */
  public boolean mayMiss(long now) {
    return rounds.mayMiss(now) || attendance.graces().isAnyOver(now);
  }

  /**
   * What came on these connections may not have been heard yet: the open round does not wait for
   * those who are on them, and who has lost one has its grace anew.
   */
  public void excuse(Predicate<Peer> unheard, long now) {
    rounds.excuse(attendee -> attendee.links.stream().anyMatch(unheard));
    for (Attendee attendee : attendance.graces().over(now)) {
      if (attendee.lastLink != null && unheard.test(attendee.lastLink)) {
        attendance.graces().begin(attendee, now);
      }
    }
  }

  /** When {@link #tick} wants to be called, at the latest. */
  public long due() {
    return lateness.due();
  }

  /** What this server knows of a name, and of those who bore it within the last hour. */
  public Explanation explain(String name, long now) {
    return history.explain(self, name, now);
  }

  /** How many clients have said hello on this connection, and are on it still. */
  public int clientsOn(Peer peer) {
    return attendance.clientsOn(peer);
  }

  /** What has happened so far. */
  public Counts counts() {
    return counts;
  }

  /** Which start of the server this is. */
  public Incarnation incarnation() {
    return self;
  }

  private void hello(Peer peer, Hello hello, long now) {
    Incarnation client = hello.client();
    Departed departed = departures.of(client);
    if (departed != null && Departures.isFinal(departed)) {
      replies.add(new Action.Send(peer, new Farewell(self, client)));
      return;
    }
    Attendee attendee = attendance.find(client);
    Optional<Refusal> refusal = check.refusal(hello, attendee, peer, settling.isSettled(), now);
    if (refusal.isPresent()) {
      refuse(peer, client, hello.member().name(), refusal.get(), now);
      return;
    }
    if (attendee == null) {
      attendee =
          attendance.add(
              new Attendee(
                  client,
                  peer.key(),
                  hello.session().number(),
                  hello.update(),
                  hello.member(),
                  history.of(hello.member().name(), client)));
      attendee.provenBy = settling.isSettled() ? 0 : firstProof;
    }
    if (!attendee.links.contains(peer)) {
      settling.arrived(now);
      attendance.link(peer, attendee);
      attendee.chronicle.linked(peer, now);
      if (attendee.provenBy != 0) {
        attendee.seek();
      }
    }
    attendee.chronicle.heard(now);
    if (hello.update() > attendee.update) {
      attendee.update = hello.update();
      attendee.member = hello.member();
    }
    attendee.session = Math.max(attendee.session, hello.session().number());
    if (attendee.provenBy == 0) {
      word(attendee, now);
      publication.touch(attendee.name());
      welcome(peer, attendee);
    } else {
      welcome(peer, attendee);
      replies.add(new Action.Send(peer, rounds.question()));
    }
  }

  private void answer(Peer peer, Answer answer, long now) {
    Attendee attendee = attendance.find(answer.client());
    if (attendee == null || !attendee.links.contains(peer)) {
      replies.add(new Action.Send(peer, new Unknown(self, answer.client())));
      return;
    }
    if (rounds.isCurrent(answer.round())) {
      counts.answers.increment();
    } else {
      counts.lateAnswers.increment();
    }
    if (answer.round() < attendee.provenBy) {
      return;
    }
    boolean returns = !attendee.present;
    Optional<Refusal> refusal =
        returns ? check.nameRefusal(attendee.name(), attendee.key) : Optional.empty();
    if (refusal.isPresent()) {
      refuse(peer, attendee.client, attendee.name(), refusal.get(), now);
      return;
    }
    attendee.provenBy = 0;
    word(attendee, now);
    if (returns) {
      welcome(peer, attendee);
    }
  }

  /** A client is alive: this clears its misses, and makes it a member if it is none. */
  private void word(Attendee attendee, long now) {
    attendee.chronicle.heard(now);
    attendee.misses = 0;
    if (deafness.ends()) {
      // The others could not be heard either, and have their full time from now on.
      rounds.startOver(now).ifPresent(actions::add);
    }
    rounds.answered(attendee, now);
    stays.begin(attendee, now);
  }

  private void goodbye(Peer peer, Goodbye goodbye, long now) {
    Attendee attendee = attendance.find(goodbye.client());
    if (attendee != null && !attendee.links.contains(peer) && !mayLeave(attendee, peer)) {
      replies.add(new Action.Send(peer, new Unknown(self, goodbye.client())));
      return;
    }
    if (attendee == null) {
      stays.forgetStranger(goodbye, now);
    } else {
      attendee.chronicle.heard(now);
      stays.forget(attendee, Cause.GOODBYE, now);
    }
    replies.add(new Action.Send(peer, new Farewell(self, goodbye.client())));
  }

  /** Whether one that the server looks for says by another connection, of its key, that it goes. */
  private static boolean mayLeave(Attendee attendee, Peer peer) {
    return attendee.suspended && !attendee.isConnected() && attendee.key.equals(peer.key());
  }

  /** It is on another connection, or will be soon. */
  private void detach(Peer peer, Detach detach, long now) {
    Attendee attendee = attendance.find(detach.client());
    if (attendee != null && attendee.links.contains(peer)) {
      attendee.chronicle.heard(now);
      attendee.chronicle.unlinked(peer, Fate.DETACHED, now);
      if (attendance.unlink(peer, attendee)) {
        stays.cutOff(attendee, settling.isSettled(), now);
      }
    }
  }

  /** Refuses a client that calls itself {@code name}; that is empty if it can't be read. */
  private void refuse(Peer peer, Incarnation client, String name, Refusal refusal, long now) {
    counts.refused.increment(refusal.reason());
    replies.add(new Action.Send(peer, new Refused(self, client, refusal)));
    Attendee attendee = attendance.find(client);
    boolean itself = attendee != null && attendee.links.contains(peer);
    if (itself || (attendee == null && !name.isEmpty())) {
      Chronicle chronicle = attendee == null ? history.of(name, client) : attendee.chronicle;
      chronicle.heard(now);
      chronicle.refused(refusal, now);
    }
    if (attendee != null && itself) {
      stays.forget(attendee, Cause.REFUSED, now);
    }
  }

  private void welcome(Peer peer, Attendee attendee) {
    replies.add(
        new Action.Send(
            peer,
            new Welcome(
                self, pace.cluster(), attendee.session(), attendee.update, pace.silenceMillis())));
  }

  private void afterRound(Rounds.Closed closed, long now) {
    counts.rounds.increment();
    int misses = deafness.misses(closed, now);
    for (Attendee attendee : closed.missed()) {
      counts.misses.increment();
      attendee.chronicle.missed(closed.id(), now);
      attendee.misses += misses;
      if (attendee.misses >= pace.misses()) {
        stays.end(attendee, Cause.SILENT, now);
      }
    }
    for (Attendee attendee : attendance.graces().overWith(closed.id(), now)) {
      stays.end(attendee, Cause.LOST, now);
    }
    settling.roundClosed(closed.askedAt());
    actions.addAll(contested.look());
  }

  private void begin(long now) {
    actions = new ArrayList<>();
    counts.lateness.called(now - lateness.due());
    long late = lateness.at(now);
    long gap = now - calledAt;
    calledAt = now;
    if (gap >= pace.stop() && now - (pulseDue - pace.pulse()) >= pace.absence()) {
      startOver(gap, now);
    } else if (late > 0) {
      settling.stoppedFor(Math.min(late, gap));
      attendance.graces().beginAnew(now);
      if (rounds.becomesVoid()) {
        counts.voidRounds.increment();
      }
      rounds.startOver(now).ifPresent(actions::add);
    }
  }

  /**
   * The server was stopped for so long that it was away for its subscribers, and others may have
   * removed whom it still lists. It goes on as another incarnation that settles, and lists only who
   * answers what it asks from now on: what has been received meanwhile may be old.
   */
  private void startOver(long gap, long now) {
    actions.add(
        new Action.Warn(
            "was stopped for %d ms; starts over, nobody is reported left"
                .formatted(gap / 1_000_000)));
    counts.startOvers.increment();
    history.startOver(now);
    attendance.suspend(rounds.next());
    beginAs(incarnations.get(), rounds.next(), now);
  }

  /** Begins as this incarnation, with a round of this number or a later one. */
  private void beginAs(Incarnation incarnation, long round, long now) {
    self = incarnation;
    firstProof = round;
    rounds = new Rounds(incarnation, pace, attendance, round, now);
    losses = new LossWatch(pace.lossGrace());
    settling = new Settling(pace.settleTime(), now);
    publication = new Publication(incarnation, pace, publishing, now);
    deafness = new Deafness(pace);
    contested = new ContestedNames(attendance);
    stays = new Stays(attendance, departures, rounds, publication, contested, counts);
    pulseDue = now;
    calledAt = now;
    lateness.expect(now);
  }

  private List<Action> done(long now) {
    if (publication.isPending() && now - publication.due() >= 0) {
      publish(now);
    }
    actions.addAll(replies);
    replies.clear();
    lateness.expect(nextDue(now));
    return actions;
  }

  private void publish(long now) {
    for (Message.Change change : publication.flush(attendance::holder, now)) {
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
      due = Math.min(due, Math.max(settling.due(), now + pace.beat()));
    }
    Graces graces = attendance.graces();
    boolean absenceMayCount = rounds.isOpen() || !graces.isEmpty();
    due = Math.min(due, graces.due());
    return absenceMayCount ? Math.min(due, now + pace.beat()) : due;
  }
}
