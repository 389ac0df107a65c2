package io.rollcall.benchmarks.thin;

/** What thin peers count. */
public enum Event {
  /** A member was welcomed. */
  WELCOME,
  /** A member was asked whether it is there. */
  SURVEY,
  /** A member was refused. */
  REFUSED,
  /** A member was told that it is not known. */
  UNKNOWN,
  /** A server said that it closes. */
  CLOSING,
  /** A connection was lost that nobody meant to end. */
  LOST,
  /** A connection was given up because nothing came of it in time. */
  GIVEN_UP,
  /** A pulse. */
  PULSE,
  /** Octets of pulses, with what ZMTP puts before them. */
  PULSE_OCTETS,
  /** A change in sequence. */
  CHANGE,
  /** Octets of changes, with what ZMTP puts before them. */
  CHANGE_OCTETS,
  /** A whole snapshot. */
  SNAPSHOT,
  /** Octets of snapshots, with what ZMTP puts before them. */
  SNAPSHOT_OCTETS,
  /** A subscriber missed something and asked for a snapshot. */
  GAP,
  /** A name in the changes of a subscriber: joined, or changed. */
  PRESENT,
  /** A departure in the changes of a subscriber whose member had said goodbye. */
  GOODBYE,
  /** Any other departure in the changes of a subscriber. */
  REMOVED,
  /** A change too long to look at the names in it. */
  LONG_CHANGE,
  /** A frame that can't be read, or that nobody should have sent. */
  UNREADABLE
}
