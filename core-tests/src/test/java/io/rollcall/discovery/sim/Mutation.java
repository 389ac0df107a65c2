package io.rollcall.discovery.sim;

import io.rollcall.discovery.patch.Patch;
import java.util.List;

/**
 * A fault put into the protocol on purpose.
 *
 * @param name what is wrong with it
 * @param file the source, below the package of the library
 * @param original what stands there once
 * @param mutated what is put in its place
 */
record Mutation(String name, String file, String original, String mutated) {
  static final List<Mutation> ALL =
      List.of(
          new Mutation(
              "void rounds are not voided",
              "survey/Surveyor.java",
              "counts.voidRounds.increment();\n      }\n      rounds.startOver(now).ifPresent(actions::add);",
              "}"),
          new Mutation(
              "a goodbye is forgotten",
              "survey/Departures.java",
              "return departed.cause() == Cause.GOODBYE;",
              "return false;"),
          new Mutation(
              "a gap is ignored",
              "survey/Replica.java",
              "!view.isWhole() || standing.sequence() > view.sequence()",
              "!view.isWhole()"),
          new Mutation(
              "the settling mark is ignored",
              "survey/ServerView.java",
              "settled |= standing.settled();",
              "settled = true;"),
          new Mutation(
              "a late answer does not count",
              "survey/Surveyor.java",
              "counts.lateAnswers.increment();",
              "return;"),
          new Mutation(
              "misses are never cleared",
              "survey/Surveyor.java",
              "attendee.misses = 0;\n    if (deafness",
              "if (deafness"),
          new Mutation(
              "a session does not grow",
              "survey/Stays.java",
              "Math.max(attendee.session, last + 1)",
              "Math.max(attendee.session, last)"),
          new Mutation(
              "a list with a gap decides who is absent",
              "survey/ServerViews.java",
              "view.isTrusted(now) && view.isWhole()",
              "view.isTrusted(now)"),
          new Mutation(
              "a server that was stopped while it settled has settled",
              "survey/Surveyor.java",
              "settling.stoppedFor(Math.min(late, gap));",
              ""),
          new Mutation(
              "the reader's own lateness counts against the server",
              "survey/Replica.java",
              "merged.excuse(late, now);",
              ""),
          new Mutation(
              "a snapshot is asked for once only",
              "survey/Replica.java",
              "open != null && now - open.retryAt() >= 0",
              "false"),
          new Mutation(
              "the list of a server that went away is dropped at once",
              "survey/ServerViews.java",
              "!isAnyTrusted(now)",
              "current.isEmpty()"),
          new Mutation(
              "a server whose sockets were opened again is the same incarnation",
              "survey/Surveyor.java",
              "attendance.disconnect();\n    beginAs(incarnations.get(), 0, now);",
              "attendance.disconnect();\n    beginAs(self, 0, now);"),
          new Mutation(
              "an older start of a client takes the name back",
              "wire/Present.java",
              "int order = session.client().compareTo(other.session.client());",
              "int order = other.session.client().compareTo(session.client());"),
          new Mutation(
              "a removed client that is still connected is not heard again",
              "survey/Stays.java",
              "if (!attendee.present) {\n      Departed",
              "if (!attendee.present && rounds.isOpen() && false) {\n      Departed"),
          new Mutation(
              "a server that was stopped for long goes on as before",
              "survey/Surveyor.java",
              "gap >= Pace.stop(pulse)",
              "gap < 0"),
          new Mutation(
              "after a long stop an old hello shows that a client is there",
              "survey/Surveyor.java",
              "attendee.provenBy = settling.isSettled() ? 0 : firstProof;",
              "attendee.provenBy = 0;"),
          new Mutation(
              "after a long stop an old answer shows that a client is there",
              "survey/Surveyor.java",
              "answer.round() < attendee.provenBy",
              "false"),
          new Mutation(
              "a server that hears nobody removes everybody",
              "survey/Deafness.java",
              "return 0;",
              "return 1;"),
          new Mutation(
              "who is heard first after a deafness has outlived the others",
              "survey/Surveyor.java",
              "if (deafness.ends()) {",
              "if (deafness.ends() && false) {"),
          new Mutation(
              "a server is believed about absence as soon as it is heard",
              "survey/ServerViews.java",
              "isRosterKnown ? patience(1_000_000L * standing.pulseMillis()) : 0",
              "0"),
          new Mutation(
              "a reader that was away believes at once what may be old",
              "survey/ServerViews.java",
              "view.trustFrom(now + Math.min(patience(view.pulse()), 2 * late + READING));",
              ""),
          new Mutation(
              "a reader that was away for long goes on with its old list",
              "survey/ServerViews.java",
              "late >= 3 * view.pulse()",
              "late < 0"),
          new Mutation(
              "of one client an older update follows",
              "survey/MergedRoster.java",
              "before.beats(holder)",
              "holder.beats(before)"),
          new Mutation(
              "a server that was away goes on with its old list",
              "survey/ServerViews.java",
              "known != null && known.isOutdated() && !known.isClosed()",
              "false"),
          new Mutation(
              "a server that returned is believed about silence",
              "survey/MergedRoster.java",
              "departed.cause() != Cause.SILENT || by.isTrusted(now)",
              "true"),
          new Mutation(
              "what a server removed long ago is removed from all lists",
              "survey/Replica.java",
              "departed.forEach(each -> merged.ended(each, now));",
              "departed.forEach(each -> merged.remove(view, each, now));"),
          new Mutation(
              "one server that lost a client is enough",
              "survey/MergedRoster.java",
              "(believed && !view.counts())",
              "believed"),
          new Mutation(
              "a goodbye ends a stay on the list of its own server alone",
              "survey/MergedRoster.java",
              "touched.addAll(views.remove(departed, any -> true, true));",
              ""),
          new Mutation(
              "the list of a server that is not listened to any more counts",
              "survey/Replica.java",
              "leave(link.server);",
              ""),
          new Mutation(
              "a client never gives a dead connection up",
              "survey/Respondent.java",
              "link.isSilent(now)",
              "link.isSilent(now) && false"),
          new Mutation(
              "a subscriber never gives a dead connection up",
              "survey/Replica.java",
              "link.silence.isOver(now)",
              "link.silence.isOver(now) && false"));

  Patch patch() {
    return new Patch(file, original, mutated);
  }

  @Override
  public String toString() {
    return name;
  }
}
