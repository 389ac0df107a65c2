package io.rollcall.discovery.agent;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Goodbye;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Session;

/**
 * A respondent of another protocol: it says to the surveyor what a client would say. Not
 * thread-safe.
 */
final class BridgedRespondent {
  /** A client that was refused waits as long. */
  private static final long REFUSED_PAUSE = 5_000_000_000L;

  final Peer peer;
  final RespondentBridge bridge;

  /** As the bridge counts it. */
  final long number;

  private final String cluster;
  private final Incarnation incarnation;
  private Member self;
  private int update;

  /** Whether the surveyor knows it, as far as is known here. */
  boolean introduced;

  /** Until then it was refused. */
  private long refusedUntil;

  BridgedRespondent(
      Peer peer,
      RespondentBridge bridge,
      long number,
      String cluster,
      Incarnation incarnation,
      Member self) {
    this.peer = peer;
    this.bridge = bridge;
    this.number = number;
    this.cluster = cluster;
    this.incarnation = incarnation;
    this.self = self;
  }

  boolean isNamed(String name) {
    return self.name().equals(name);
  }

  /** It says this of itself from now on. */
  void become(Member now) {
    if (!self.equals(now)) {
      self = now;
      update++;
      introduced = false;
      refusedUntil = 0;
    }
  }

  void refused(long now) {
    introduced = false;
    refusedUntil = now + REFUSED_PAUSE;
  }

  boolean isRefused(long now) {
    return now < refusedUntil;
  }

  Hello hello() {
    return new Hello(cluster, new Session(incarnation, 1), update, self);
  }

  Answer answer(long round) {
    return new Answer(new Session(incarnation, 1), round);
  }

  Goodbye goodbye() {
    return new Goodbye(new Session(incarnation, 1));
  }
}
