package io.rollcall.sim;

import io.rollcall.discovery.patch.Patch;
import java.util.List;

/**
 * A fault put into the protocol on purpose, or into the transport below it.
 *
 * @param name what is wrong with it
 * @param file the source, below the package of the library
 * @param original what stands there once
 * @param mutated what is put in its place
 * @param caught what fails because of it
 */
record Mutation(String name, String file, String original, String mutated, Catch caught) {
  /** What fails because of a mutation. */
  sealed interface Catch {}

  /** A schedule of the simulated world, on one of its networks. */
  record Seed(Carrier carrier, long number) implements Catch {}

  /** A test of the pure protocol, for what the world's faults hardly ever reach. */
  record UnitTest(String type, String method) implements Catch {}

  static final List<Mutation> ALL =
      List.of(
          unit(
              "void rounds are not voided",
              "survey/FailureDetector.java",
              "counts.voidRounds.increment();\n    }\n    return rounds.startOver(now);",
              "}\n    return Optional.empty();",
              "SurveyorRoundsTest",
              "shouldVoidARoundInWhichTheServerItselfWasStopped"),
          overFrames(
              "a goodbye is forgotten",
              "survey/Tombstones.java",
              "return tombstone.cause() == Cause.GOODBYE;",
              "return false;",
              12_503),
          overFrames(
              "a gap is ignored",
              "survey/Replica.java",
              "!view.isWhole() || standing.sequence() > view.sequence()",
              "!view.isWhole()",
              5_002),
          unit(
              "the settling mark is ignored",
              "survey/ServerView.java",
              "settled |= standing.settled();",
              "settled = true;",
              "ReplicaTest",
              "shouldInferNothingFromAbsenceHoweverLongTheServerTakesToSettle"),
          overFrames(
              "a late answer does not count",
              "survey/Surveyor.java",
              "counts.lateAnswers.increment();",
              "return;",
              5_006),
          overFrames(
              "misses are never cleared",
              "survey/FailureDetector.java",
              "record.misses = 0;",
              "",
              5_006),
          overFrames(
              "a session does not grow",
              "survey/MemberLifecycle.java",
              "Math.max(record.session, last + 1)",
              "Math.max(record.session, last)",
              5_407),
          overVaried(
              "a name is bound to no key",
              "survey/AdmissionControl.java",
              "registry.isBoundToAnother(name, key)",
              "false",
              1_638),
          overVaried(
              "a server takes one member more than it may",
              "survey/AdmissionControl.java",
              "registry.size() >= limits.members()",
              "registry.size() > limits.members()",
              2_052),
          overVaried(
              "a respondent that was refused is refused for ever",
              "agent/BridgedRespondent.java",
              "return now < refusedUntil;",
              "return refusedUntil > 0;",
              4_147),
          overVaried(
              "a respondent whom the surveyor forgot does not introduce itself",
              "agent/BridgedRespondents.java",
              "} else if (message instanceof Unknown) {\n      respondent.introduced = false;",
              "} else if (message instanceof Unknown) {",
              4_084),
          overVaried(
              "the loss of a respondent is not told",
              "agent/BridgedRespondents.java",
              "    if (respondent != null) {\n      remove(respondent);\n      surveyor.lost(respondent.peer, now);",
              "    if (respondent != null) {\n      remove(respondent);",
              1),
          unit(
              "a list with a gap decides who is absent",
              "survey/ServerViews.java",
              "view.isTrusted(now) && view.isWhole() && outlasted(view)",
              "view.isTrusted(now) && outlasted(view)",
              "MergedRosterTest",
              "shouldNotTakeAListWithAGapForTheTruth"),
          overVaried(
              "a server that died before another went away is believed about absence",
              "survey/ServerViews.java",
              "view.isWhole() && outlasted(view)",
              "view.isWhole()",
              3_456),
          unit(
              "a server that missed a pulse is believed about absence at once",
              "survey/ServerViews.java",
              "if (known.hasMissedPulse(now)) {",
              "if (known.hasMissedPulse(now) && false) {",
              "MergedRosterTest",
              "shouldBelieveAfterAMissedPulseOnlyWhenClientsHadTimeToReturn"),
          unit(
              "a server that was stopped while it settled has settled",
              "survey/Surveyor.java",
              "settling.stoppedFor(Math.min(late, gap));",
              "",
              "SurveyorSettlingTest",
              "shouldNotCountTheTimeInWhichItWasStopped"),
          unit(
              "the reader's own lateness counts against the server",
              "survey/Replica.java",
              "merged.excuse(late, now);",
              "",
              "ReplicaTest",
              "shouldNotBlameTheServerForItsOwnLateness"),
          overFrames(
              "a snapshot is asked for once only",
              "survey/Replica.java",
              "open != null && now - open.retryAt() >= 0",
              "false",
              5_001),
          overFrames(
              "the list of a server that went away is dropped at once",
              "survey/ServerViews.java",
              "if (!isAnyTrusted(now)) {",
              "if (current.isEmpty()) {",
              12_511),
          overFrames(
              "a server whose sockets were opened again is the same incarnation",
              "survey/Surveyor.java",
              "registry.disconnect();\n    beginAs(incarnations.get(), 0, now);",
              "registry.disconnect();\n    beginAs(self, 0, now);",
              5_001),
          overFrames(
              "an older start of a client takes the name back",
              "wire/Present.java",
              "int order = session.client().compareTo(other.session.client());",
              "int order = other.session.client().compareTo(session.client());",
              5_114),
          overFrames(
              "a removed client that is still connected is not heard again",
              "survey/MemberLifecycle.java",
              "if (!record.isMember()) {\n      Tombstone",
              "if (!record.isMember() && rounds.isOpen() && false) {\n      Tombstone",
              1),
          overFrames(
              "a server that was stopped for long goes on as before",
              "survey/Surveyor.java",
              "gap >= settings.stop()",
              "gap < 0",
              5_142),
          unit(
              "after a long stop an old hello shows that a client is there",
              "survey/Surveyor.java",
              "record.provenBy = settling.isSettled() ? 0 : firstProof;",
              "record.provenBy = 0;",
              "SurveyorStopTest",
              "shouldNotTakeWhatCameDuringALongStopForPresence"),
          unit(
              "after a long stop an old answer shows that a client is there",
              "survey/Surveyor.java",
              "answer.round() < record.provenBy",
              "false",
              "SurveyorStopTest",
              "shouldNotTakeWhatCameDuringALongStopForPresence"),
          overFrames(
              "a server that hears nobody removes everybody",
              "survey/IsolationDetector.java",
              "return 0;",
              "return 1;",
              6_027),
          unit(
              "who is heard first after an isolation has outlived the others",
              "survey/FailureDetector.java",
              "if (isolation.ends()) {",
              "if (isolation.ends() && false) {",
              "SurveyorStopTest",
              "shouldAskAnewOnceItHearsOneAgain"),
          overFrames(
              "a server is believed about absence as soon as it is heard",
              "survey/ServerViews.java",
              "isRosterKnown ? patience(1_000_000L * standing.pulseMillis()) : 0",
              "0",
              5_012),
          unit(
              "a reader that was away believes at once what may be old",
              "survey/ServerViews.java",
              "view.trustFrom(now + Math.min(patience(view.pulse()), 2 * late + READING));",
              "",
              "MergedRosterTest",
              "shouldNotBelieveAboutAbsenceBeforeAllIsReadThatCameWhileItWasStopped"),
          unit(
              "a reader that was away for long goes on with its old list",
              "survey/ServerViews.java",
              "late >= 3 * view.pulse()",
              "late < 0",
              "ReplicaTest",
              "shouldAskForASnapshotAfterALongStopOfItsOwn"),
          overFrames(
              "of one client an older update follows",
              "survey/MergedRoster.java",
              "before.beats(holder)",
              "holder.beats(before)",
              12_502),
          overFrames(
              "a server that was away goes on with its old list",
              "survey/ServerViews.java",
              "known != null && known.isOutdated() && !known.isClosed()",
              "false",
              5_016),
          unit(
              "a server that returned is believed about silence",
              "survey/MergedRoster.java",
              "ownWord || by.isTrusted(now)",
              "true",
              "ReplicaTest",
              "shouldNotBelieveAboutSilenceBeforeItTrustsTheServer"),
          unit(
              "a server that returned is believed about lost connections",
              "survey/MergedRoster.java",
              "tombstone.cause() != Cause.SILENT && !views.mayHaveMoved(by, now)",
              "tombstone.cause() != Cause.SILENT",
              "MergedRosterTest",
              "shouldNotBelieveThatAConnectionIsLostWhereAllServersWereOutOfReach"),
          unit(
              "what a server removed long ago is removed from all lists",
              "survey/Replica.java",
              "merged.ended(each, now);",
              "merged.remove(view, each, now);",
              "ReplicaTest",
              "shouldNotTakeWhatAServerRemovedLongAgoOutOfTheListsOfOthers"),
          overFrames(
              "one server that lost a client is enough",
              "survey/MergedRoster.java",
              "(believed && !view.counts())",
              "believed",
              5_005),
          overFrames(
              "a goodbye ends a stay on the list of its own server alone",
              "survey/MergedRoster.java",
              "touched.addAll(views.remove(tombstone, any -> true, true));",
              "",
              12_501),
          unit(
              "the list of a server that is not listened to any more counts",
              "survey/Replica.java",
              "leave(link.server);",
              "",
              "MergedRosterTest",
              "shouldLeaveBehindTheListOfAnEndpointThatIsRemoved"),
          overFrames(
              "a client never gives a dead connection up",
              "survey/Respondent.java",
              "link.isSilent(now)",
              "link.isSilent(now) && false",
              12_503),
          overFrames(
              "a subscriber never gives a dead connection up",
              "survey/Replica.java",
              "link.detector.isOver(now)",
              "link.detector.isOver(now) && false",
              5_013),
          overOctets(
              "a subscriber that connects again does not subscribe again",
              "zmtp/transport/SubscriberRunner.java",
              "link.send(Outgoing.subscribe(topic.array()));",
              "",
              1),
          overOctets(
              "a client does not hear that its connection was lost",
              "zmtp/transport/ConnectingRunner.java",
              "agent((agent, now) -> agent.lost(link.peer, now));",
              "",
              1_655),
          overOctets(
              "a connection that is given up is not made again",
              "zmtp/transport/ServerConnection.java",
              "wire.connection().redial(\"the client gives it up\");",
              "",
              188),
          overOctets(
              "a connection that is not wanted any more stays",
              "zmtp/transport/ConnectingRunner.java",
              "    link.close();\n",
              "",
              79),
          overOctets(
              "a dialer that was closed dials on",
              "net/Dialer.java",
              "    closed = true;\n",
              "",
              79),
          overOctets(
              "a dialer tries once only",
              "net/Dialer.java",
              "pause = loop.after(backoff.next(loop.now()), this::dial);",
              "",
              1),
          overOctets(
              "an address that does not answer is waited for without end",
              "net/Dialer.java",
              "deadline = loop.after(limits.connect().toNanos(), this::unanswered);",
              "",
              4_288),
          overOctets(
              "what waits for room is not written once there is",
              "net/Connection.java",
              "key.interestOpsOr(SelectionKey.OP_WRITE);",
              "",
              188),
          overOctets(
              "the end of a stream is not noticed",
              "net/Connection.java",
              "if (!wire.ended()) {",
              "if (wire.ended()) {",
              133),
          overOctets(
              "the octets of a frame that came in parts are mixed up",
              "zmtp/ZmtpFrameReader.java",
              "bodyRead += count;",
              "bodyRead = count;",
              1));

  private static Mutation overFrames(
      String name, String file, String original, String mutated, long seed) {
    return new Mutation(name, file, original, mutated, new Seed(Carrier.FRAMES, seed));
  }

  private static Mutation overVaried(
      String name, String file, String original, String mutated, long seed) {
    return new Mutation(name, file, original, mutated, new Seed(Carrier.VARIED, seed));
  }

  private static Mutation overOctets(
      String name, String file, String original, String mutated, long seed) {
    return new Mutation(name, file, original, mutated, new Seed(Carrier.OCTETS, seed));
  }

  private static Mutation unit(
      String name, String file, String original, String mutated, String type, String method) {
    return new Mutation(name, file, original, mutated, new UnitTest(type, method));
  }

  Patch patch() {
    return new Patch(file, original, mutated);
  }

  @Override
  public String toString() {
    return name;
  }
}
