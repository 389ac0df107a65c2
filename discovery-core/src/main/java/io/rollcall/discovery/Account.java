package io.rollcall.discovery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a server remembers of one incarnation of a client. Immutable. Each list has the newest
 * first. Each duration says how long ago something was, by the server's monotonic clock, in
 * milliseconds.
 *
 * @param client which start of which client
 * @param heard when its last word came, whatever it said
 * @param stays when it was a member, the last 8 times
 * @param connections over which it spoke, the last 8
 * @param missed the rounds that it did not answer, the last 16
 * @param rejections when it was refused, the last 4 times
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
   * A time as a member.
   *
   * @param session the number of the stay
   * @param began when it joined
   * @param ended when it left; empty while it is present
   * @param cause why it left; empty while it is present, and where the server itself lost sight of
   *     everybody: it was stopped for long, or its sockets had to be opened again
   */
  public record Stay(
      int session, Duration began, Optional<Duration> ended, Optional<Cause> cause) {}

  /**
   * A connection on which it has said hello.
   *
   * @param number counts the server's connections from 1; those that came by another protocol, such
   *     as nanomsg's, are counted apart
   * @param address from where it was made, {@code HOST:PORT}; empty if that is not known
   * @param began when the client said hello on it
   * @param fate how it is, or how it ended
   * @param ended when it ended; empty while it stands
   */
  public record Connection(
      long number, String address, Duration began, Fate fate, Optional<Duration> ended) {}

  /** What became of a connection. */
  public enum Fate {
    /** Nothing: it stands. */
    STANDS,
    /** It broke, or the client's process closed it. */
    LOST,
    /** The client went on over another; this one may carry others. */
    DETACHED,
    /** The client said goodbye on one of its connections, or was refused there. */
    LEFT,
    /** The server's sockets had to be opened again. */
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
