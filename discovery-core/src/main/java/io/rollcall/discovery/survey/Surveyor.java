package io.rollcall.discovery.survey;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.wire.Departed;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Answer;
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

/**
 * The server's end of the survey: it asks who is there, hears the answers, and publishes who came
 * and went. Pure and not thread-safe.
 *
 * <p>The owner calls {@link #tick} at {@link #due} at the latest, each time after it has read
 * everything that had been received.
 */
public final class Surveyor {
  private final Incarnation self;
  private final Pace pace;
  private final Attendance attendance = new Attendance();
  private final Departures departures = new Departures();
  private final Rounds rounds;
  private final LossWatch losses;
  private final Settling settling;
  private final Publication publication;
  private final Lateness lateness;
  private final Admission admission;
  private final ContestedNames contested = new ContestedNames(attendance);
  private final Counts counts;
  private List<Action> actions = new ArrayList<>();

  /** Go out last: all subscribers wait for what is published, and one client for its answer. */
  private final List<Action> replies = new ArrayList<>();

  private long pulseDue;

  /**
   * A server of this incarnation that starts now, to be ticked at once; it adds to {@code counts}.
   */
  public Surveyor(Incarnation self, Pace pace, Counts counts, long now) {
    this.self = self;
    this.pace = pace;
    this.counts = counts;
    this.rounds = new Rounds(self, pace, attendance, now);
    this.admission = new Admission(pace, attendance);
    this.losses = new LossWatch(pace.lossGrace());
    this.settling = new Settling(pace.settleTime(), now);
    this.publication = new Publication(self, pace, now);
    this.lateness = new Lateness(pace.beat(), now);
    this.pulseDue = now;
  }

  /** A client said something on this connection. */
  public List<Action> heard(Peer peer, FromClient message, long now) {
    begin(now);
    if (message instanceof Hello hello) {
      hello(peer, hello, now);
    } else if (message instanceof UnacceptableHello hello) {
      refuse(peer, hello.client(), hello.refusal(), now);
    } else if (message instanceof Answer answer) {
      answer(peer, answer, now);
    } else if (message instanceof Goodbye goodbye) {
      goodbye(peer, goodbye, now);
    }
    rounds.closeIfComplete(now).ifPresent(closed -> afterRound(closed, now));
    return done(now);
  }

  /** A connection was lost. */
  public List<Action> lost(Peer peer, long now) {
    begin(now);
    List<Attendee> cutOff = attendance.unlink(peer);
    if (!cutOff.isEmpty()) {
      losses.lost(attendance.peers().size(), now);
    }
    for (Attendee attendee : cutOff) {
      attendee.graceEnds = now + pace.lossGrace();
      rounds.excuse(attendee);
    }
    if (losses.isMass(now)) {
      attendance.inGrace().stream()
          .filter(attendee -> !attendee.awaitsRound())
          .forEach(attendee -> attendee.graceRound = rounds.next());
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
    rounds.closeIfDue(now).ifPresent(closed -> afterRound(closed, now));
    for (Attendee attendee : List.copyOf(attendance.inGrace())) {
      if (!attendee.awaitsRound() && now - attendee.graceEnds >= 0) {
        remove(attendee, Cause.LOST, now);
      }
    }
    if (settling.wantsRound(now)) {
      rounds.hasten(now);
    }
    if (rounds.isTime(now)) {
      actions.add(rounds.open(now));
      rounds.closeIfComplete(now).ifPresent(closed -> afterRound(closed, now));
    }
    if (settling.settle(now)) {
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

  /** When {@link #tick} wants to be called, at the latest. */
  public long due() {
    return lateness.due();
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
    Optional<Refusal> refusal = admission.refusal(hello, attendee);
    if (refusal.isPresent()) {
      refuse(peer, client, refusal.get(), now);
      return;
    }
    if (attendee == null) {
      attendee =
          attendance.add(
              new Attendee(client, hello.session().number(), hello.update(), hello.member()));
    }
    if (!attendee.links.contains(peer)) {
      settling.arrived(now);
      attendance.link(peer, attendee);
    }
    if (hello.update() > attendee.update) {
      attendee.update = hello.update();
      attendee.member = hello.member();
    }
    attendee.session = Math.max(attendee.session, hello.session().number());
    word(attendee, now);
    publication.touch(attendee.name());
    welcome(peer, attendee);
  }

  private void answer(Peer peer, Answer answer, long now) {
    Attendee attendee = attendance.find(answer.client());
    if (attendee == null || !attendee.links.contains(peer)) {
      replies.add(new Action.Send(peer, new Unknown(self, answer.client())));
      return;
    }
    if (rounds.isCurrent(answer.round())) {
      counts.answers++;
    } else {
      counts.lateAnswers++;
    }
    boolean returns = !attendee.present;
    word(attendee, now);
    if (returns) {
      welcome(peer, attendee);
    }
  }

  /** A client is alive: this clears its misses, and makes it a member if it is none. */
  private void word(Attendee attendee, long now) {
    attendee.misses = 0;
    rounds.answered(attendee, now);
    if (!attendee.present) {
      Departed departed = departures.of(attendee.client);
      int last = departed == null ? attendee.ended : departed.session().number();
      attendee.session = Math.max(attendee.session, last + 1);
      attendance.enter(attendee);
      publication.touch(attendee.name());
      counts.joins++;
    }
  }

  private void goodbye(Peer peer, Goodbye goodbye, long now) {
    Attendee attendee = attendance.find(goodbye.client());
    if (attendee != null && !attendee.links.contains(peer)) {
      replies.add(new Action.Send(peer, new Unknown(self, goodbye.client())));
      return;
    }
    if (attendee == null) {
      departures.add(new Departed(goodbye.session(), "", Cause.GOODBYE), now);
      publication.saidGoodbye();
    } else {
      remove(attendee, Cause.GOODBYE, now);
      attendance.forget(attendee);
    }
    replies.add(new Action.Send(peer, new Farewell(self, goodbye.client())));
  }

  private void refuse(Peer peer, Incarnation client, Refusal refusal, long now) {
    counts.refusals++;
    replies.add(new Action.Send(peer, new Refused(self, client, refusal)));
    Attendee attendee = attendance.find(client);
    if (attendee != null && attendee.links.contains(peer)) {
      remove(attendee, Cause.REFUSED, now);
      attendance.forget(attendee);
    }
  }

  private void remove(Attendee attendee, Cause cause, long now) {
    rounds.excuse(attendee);
    if (!attendee.present && cause != Cause.GOODBYE) {
      return;
    }
    Departed departed = new Departed(attendee.session(), attendee.name(), cause);
    departures.add(departed, now);
    publication.ended(departed);
    if (attendee.present) {
      attendance.depart(attendee);
      counts.countLeft(cause);
    }
    contested.left(attendee.name());
  }

  private void welcome(Peer peer, Attendee attendee) {
    replies.add(
        new Action.Send(
            peer,
            new Welcome(
                self, pace.cluster(), attendee.session(), attendee.update, pace.silenceMillis())));
  }

  private void afterRound(Rounds.Closed closed, long now) {
    counts.rounds++;
    for (Attendee attendee : closed.missed()) {
      counts.misses++;
      if (++attendee.misses >= pace.misses()) {
        remove(attendee, Cause.SILENT, now);
      }
    }
    for (Attendee attendee : List.copyOf(attendance.inGrace())) {
      if (attendee.graceRound <= closed.id() && now - attendee.graceEnds >= 0) {
        remove(attendee, Cause.LOST, now);
      }
    }
    settling.roundClosed(closed.askedAt());
    actions.addAll(contested.look());
  }

  private void begin(long now) {
    actions = new ArrayList<>();
    long late = lateness.at(now);
    if (late > 0) {
      settling.stoppedFor(late);
      for (Attendee attendee : attendance.inGrace()) {
        attendee.graceEnds = now + pace.lossGrace();
      }
      counts.voidRounds += rounds.isOpen() ? 1 : 0;
      rounds.startOver(now).ifPresent(actions::add);
    }
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
    publication
        .flush(attendance::holder, now)
        .forEach(change -> actions.add(new Action.Publish(change)));
  }

  private long nextDue(long now) {
    long due = Math.min(pulseDue, rounds.due());
    if (publication.isPending()) {
      due = Math.min(due, publication.due());
    }
    if (!settling.isSettled()) {
      due = Math.min(due, Math.max(settling.due(), now + pace.beat()));
    }
    boolean absenceMayCount = rounds.isOpen() || !attendance.inGrace().isEmpty();
    for (Attendee attendee : attendance.inGrace()) {
      if (!attendee.awaitsRound()) {
        due = Math.min(due, attendee.graceEnds);
      }
    }
    return absenceMayCount ? Math.min(due, now + pace.beat()) : due;
  }
}
