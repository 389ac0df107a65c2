package io.rollcall.discovery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a server remembers about one incarnation of a client. Immutable. Lists have the newest entry
 * first. Durations are ages by the server's monotonic clock, in milliseconds.
 *
 * @param client the incarnation
 * @param heard when its last message arrived
 * @param stays its last 8 sessions as a member
 * @param connections its last 8 connections
 * @param missed the last 16 rounds that it did not answer
 * @param rejections its last 4 refusals
 */
public record Account(
    Incarnation client,
    Duration heard,
    List<Stay> stays,
    List<Connection> connections,
    List<Missed> missed,
    List<Rejection> rejections) {

  /** Keeps copies of the lists. */
  public Account {
    stays = List.copyOf(stays);
    connections = List.copyOf(connections);
    missed = List.copyOf(missed);
    rejections = List.copyOf(rejections);
  }

  /** Whether it is a member. */
  public boolean isPresent() {
    return !stays.isEmpty() && stays.get(0).ended().isEmpty();
  }

  /**
   * A session: from a join to the leave.
   *
   * @param session its number
   * @param began when it joined
   * @param ended when it left; empty while it is present
   * @param cause why it left; empty while it is present, and if the server itself was stopped for
   *     long or had to reopen its sockets
   */
  public record Stay(
      int session, Duration began, Optional<Duration> ended, Optional<Cause> cause) {}

  /**
   * A connection on which it has said hello.
   *
   * @param number counts the server's connections from 1; those of other protocols, such as
   *     nanomsg's, are counted apart
   * @param address the far end, {@code HOST:PORT}; empty if unknown
   * @param began when the client said hello on it
   * @param fate whether it stands, or how it ended
   * @param ended when it ended; empty while it stands
   */
  public record Connection(
      long number, String address, Duration began, Fate fate, Optional<Duration> ended) {}

  /** The fates of a connection. */
  public enum Fate {
    /** It stands. */
    STANDS,
    /** It broke, or the client's process closed it. */
    LOST,
    /** The client moved to another connection; this one may carry other clients. */
    DETACHED,
    /** The client said goodbye or was refused. */
    LEFT,
    /** The server had to reopen its sockets. */
    RESET
  }

  /**
   * A round that it did not answer in time.
   *
   * @param round counts the server's rounds
   * @param ago when the round closed
   */
  public record Missed(long round, Duration ago) {}

  /**
   * A hello that was refused.
   *
   * @param ago when it came
   * @param refusal why; its detail is cut after 80 characters
   */
  public record Rejection(Duration ago, Refusal refusal) {}
}
