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
              "rounds.startOver(now).ifPresent(actions::add);",
              ""),
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
              "counts.lateAnswers++;",
              "return;"),
          new Mutation(
              "misses are never cleared",
              "survey/Surveyor.java",
              "attendee.misses = 0;\n    rounds",
              "rounds"),
          new Mutation(
              "a session does not grow",
              "survey/Surveyor.java",
              "Math.max(attendee.session, last + 1)",
              "Math.max(attendee.session, last)"),
          new Mutation(
              "a list with a gap decides who is absent",
              "survey/MergedRoster.java",
              "view.isTrusted() && view.isWhole()",
              "view.isTrusted()"),
          new Mutation(
              "a server that was stopped while it settled has settled",
              "survey/Surveyor.java",
              "settling.stoppedFor(late);",
              ""),
          new Mutation(
              "the reader's own lateness counts against the server",
              "survey/Replica.java",
              "merged.excuse(now);",
              ""),
          new Mutation(
              "a snapshot is asked for once only",
              "survey/Replica.java",
              "open != null && now - open.retryAt() >= 0",
              "false"),
          new Mutation(
              "the list of a server that went away is dropped at once",
              "survey/MergedRoster.java",
              "views.values().stream().anyMatch(view -> view.isTrusted() && view.isWhole())",
              "true"),
          new Mutation(
              "a server whose sockets were opened again is the same incarnation",
              "agent/ServerAgent.java",
              "surveyor = new Surveyor(incarnations.get(), pace, surveyor.counts(), now);",
              "surveyor = new Surveyor(surveyor.incarnation(), pace, surveyor.counts(), now);"),
          new Mutation(
              "an older start of a client takes the name back",
              "wire/Present.java",
              "int order = session.client().compareTo(other.session.client());",
              "int order = other.session.client().compareTo(session.client());"),
          new Mutation(
              "a removed client that is still connected is not heard again",
              "survey/Surveyor.java",
              "if (!attendee.present) {\n      Departed",
              "if (!attendee.present && rounds.isOpen() && false) {\n      Departed"));

  Patch patch() {
    return new Patch(file, original, mutated);
  }

  @Override
  public String toString() {
    return name;
  }
}
