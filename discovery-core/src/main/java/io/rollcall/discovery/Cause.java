package io.rollcall.discovery;

/** Why a member left. */
public enum Cause {
  /** It left by itself: its client was closed. */
  GOODBYE,
  /** Its last connection was lost and it did not return within {@link Options#lossGrace()}. */
  LOST,
  /**
   * It answered no survey for {@link Options#misses()} rounds in a row: it is frozen or
   * unreachable.
   */
  SILENT,
  /** It was present and then sent an update that the server refused. */
  REFUSED,
  /**
   * It left a view only: it no longer passes the filter of {@link Membership#where}, or the view of
   * {@link Membership#expiring} has expired. No other membership reports this cause.
   */
  FILTERED
}
