package io.rollcall.mesh.link;

import io.rollcall.discovery.Address;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Roster;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.LinkExplanation;
import io.rollcall.mesh.LinkExplanation.Failure;
import io.rollcall.mesh.LinkExplanation.State;
import io.rollcall.mesh.protocol.Deadlines;
import io.rollcall.mesh.protocol.Unacknowledged;
import io.rollcall.mesh.wire.Identity;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Receipt;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of another node, as this one talks to it: the link of the moment, if there is
 * one, and the messages that outlive a link. For the engine's thread only.
 */
final class Remote {
  private static final byte[] NOTHING = {};

  final Identity identity;
  final Unacknowledged<Outcall> sent;
  private final Station station;
  private final Wakeup repeats;
  private @Nullable OutLink link;
  private @Nullable Ending lastEnding;

  /** When the link was dialled, let in or lost; {@link Deadlines#NEVER} before that. */
  private long since = Deadlines.NEVER;

  private FailureCause lastCause = FailureCause.TIMED_OUT;
  private String lastDetail = "no receipt in time";

  /** How the last link ended. */
  private record Ending(FailureCause cause, String detail, long at) {}

  Remote(Station station, Identity identity) {
    this.station = station;
    this.identity = identity;
    this.sent =
        new Unacknowledged<>(
            station.options().retryInterval().toNanos(),
            station.options().retryTimeout().toNanos());
    this.repeats = new Wakeup(station.engine, this::repeat);
  }

  /** The link that is open, or is being opened; another one if the last has failed. */
  private OutLink link(Member member) {
    OutLink present = link;
    if (present == null) {
      present = new OutLink(station, this);
      link = present;
      since = station.engine.now();
      present.open(member);
    }
    return present;
  }

  void request(Outcall call, Member member) {
    OutLink present = link(member);
    if (present.isFailed()) {
      // It could not even be dialled, which has been told to nobody yet.
      call.fail(lastCause, lastDetail);
    } else {
      present.calls().add(call);
    }
  }

  void send(Outcall message, Member member) {
    Unacknowledged.Sent<Outcall> added = sent.add(message, station.engine.now());
    message.onCancel(() -> station.engine.execute(() -> sent.remove(added.number())));
    OutLink present = link(member);
    if (present.isWelcomed()) {
      present.messages().send(added.number(), sent.oldest(), message);
    }
    repeats.want(sent.nextDue());
  }

  boolean note(MeshFrame note, Member member) {
    return link(member).messages().note(note);
  }

  /** The link can be used. */
  void welcomed(OutLink open) {
    since = station.engine.now();
    lastCause = FailureCause.TIMED_OUT;
    lastDetail = "no receipt in time";
    sent.repeatAll(station.engine.now())
        .forEach(each -> open.messages().send(each.number(), sent.oldest(), each.message()));
  }

  private void repeat() {
    Unacknowledged.Due<Outcall> due = sent.due(station.engine.now());
    due.givenUp().forEach(each -> each.message().fail(lastCause, lastDetail));
    if (!due.repeat().isEmpty()) {
      repeat(due);
    }
    repeats.want(sent.nextDue());
  }

  private void repeat(Unacknowledged.Due<Outcall> due) {
    Optional<Member> member = station.directory.roster().find(identity.name());
    if (link == null && member.isEmpty()) {
      return;
    }
    OutLink present = member.isEmpty() ? link : link(member.get());
    if (present != null && present.isWelcomed()) {
      station.counts.repeated.add(due.repeat().size());
      due.repeat()
          .forEach(each -> present.messages().send(each.number(), sent.oldest(), each.message()));
    }
  }

  void receipt(Receipt receipt) {
    FailureCause refusal = FailureCause.of(receipt.outcome()).orElse(null);
    if (refusal == FailureCause.BUSY) {
      // It comes again.
      lastCause = refusal;
      lastDetail = "the node has as many messages as it takes";
      return;
    }
    Outcall message = sent.remove(receipt.number());
    if (message == null) {
      station.counts.unexpected.increment();
    } else if (receipt.outcome() == 0) {
      message.succeed(NOTHING);
    } else {
      message.fail(refusal == null ? FailureCause.HANDLER_FAILED : refusal, "");
    }
  }

  /** The link has failed; messages wait for the next one, where there can be one. */
  void lost(OutLink failed, FailureCause cause, String detail) {
    if (link == failed) {
      link = null;
    }
    lastCause = cause;
    lastDetail = detail;
    since = station.engine.now();
    lastEnding = new Ending(cause, detail, since);
    if (cause == FailureCause.RESTARTED || cause == FailureCause.CANCELLED) {
      sent.removeAll().forEach(each -> each.fail(cause, detail));
    }
  }

  /** Whether the roster has another incarnation under its name. */
  boolean isReplaced(Roster roster) {
    return roster
        .find(identity.name())
        .filter(member -> !Identity.of(member).matches(identity))
        .isPresent();
  }

  /** Whether nothing is left that anybody waits for, and the roster has it no more. */
  boolean isForgotten(Roster roster) {
    return pending() == 0 && roster.find(identity.name()).isEmpty();
  }

  /** How many requests and messages have neither answer nor receipt. */
  int pending() {
    return sent.size() + (link == null ? 0 : link.calls().size());
  }

  boolean isOpen() {
    return link != null && link.isWelcomed();
  }

  LinkExplanation explain(Optional<Address> address) {
    long now = station.engine.now();
    Ending ending = lastEnding;
    return new LinkExplanation(
        identity.name(),
        isOpen() ? State.OPEN : link == null ? State.NONE : State.CONNECTING,
        address,
        since == Deadlines.NEVER ? Optional.empty() : Optional.of(Duration.ofNanos(now - since)),
        pending(),
        ending == null
            ? Optional.empty()
            : Optional.of(
                new Failure(ending.cause, ending.detail, Duration.ofNanos(now - ending.at))));
  }

  void beat(long now) {
    if (link != null) {
      link.beat(now);
    }
  }

  /** Everything ends with this cause. */
  void end(FailureCause cause, String detail) {
    repeats.cancel();
    OutLink present = link;
    if (present != null) {
      present.fail(cause, detail);
    }
    sent.removeAll().forEach(each -> each.fail(cause, detail));
  }
}
