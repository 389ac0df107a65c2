package io.rollcall.discovery.survey;

import io.rollcall.discovery.Account.Fate;
import io.rollcall.discovery.Cause;
import io.rollcall.discovery.wire.Message.Goodbye;
import io.rollcall.discovery.wire.Tombstone;

/**
 * How clients become members of one incarnation of a server and leave it: each stay that begins or
 * ends is numbered, remembered, counted and published. Not thread-safe.
 */
final class MemberLifecycle {
  private final ClientRegistry registry;
  private final Tombstones tombstones;
  private final RoundScheduler rounds;
  private final Publication publication;
  private final NameConflictWarnings nameConflictWarnings;
  private final Counts counts;

  MemberLifecycle(
      ClientRegistry registry,
      Tombstones tombstones,
      RoundScheduler rounds,
      Publication publication,
      NameConflictWarnings nameConflictWarnings,
      Counts counts) {
    this.registry = registry;
    this.tombstones = tombstones;
    this.rounds = rounds;
    this.publication = publication;
    this.nameConflictWarnings = nameConflictWarnings;
    this.counts = counts;
  }

  /** It is a member, if it is none yet. */
  void begin(ClientRecord record, long now) {
    if (!record.isMember()) {
      Tombstone tombstone = tombstones.of(record.client);
      int last = tombstone == null ? record.ended : tombstone.session().number();
      record.session = Math.max(record.session, last + 1);
      registry.enter(record);
      record.audit.joined(record.session, now);
      publication.touch(record.name());
      counts.joins.increment();
    }
  }

  /** Its last connection is gone: it may return for a while, or until the server has settled. */
  void cutOff(ClientRecord record, boolean settled, long now) {
    rounds.excuse(record);
    if (record.isMember() || (record.isSuspended() && settled)) {
      registry.beginGrace(record, now);
    } else if (!record.isSuspended()) {
      registry.giveUp(record);
    }
  }

  /** Removes one that is not known any more, connected or not. */
  void forget(ClientRecord record, Cause cause, long now) {
    end(record, cause, now);
    registry.forget(record);
    record.audit.unlinked(Fate.LEFT, now);
  }

  /** A client that is not known here has said goodbye. */
  void forgetStranger(Goodbye goodbye, long now) {
    tombstones.add(new Tombstone(goodbye.session(), "", Cause.GOODBYE), now);
    publication.saidGoodbye();
  }

  /** It is a member no longer, or looked for no longer; its connections, if any, stay known. */
  void end(ClientRecord record, Cause cause, long now) {
    rounds.excuse(record);
    if (!record.isMember() && cause != Cause.GOODBYE) {
      registry.giveUp(record);
      return;
    }
    Tombstone tombstone = new Tombstone(record.session(), record.name(), cause);
    tombstones.add(tombstone, now);
    publication.ended(tombstone);
    if (record.isMember()) {
      registry.depart(record);
      counts.left.increment(cause);
      record.audit.left(record.session, cause, now);
    }
    nameConflictWarnings.left(record.name());
  }
}
