package io.rollcall.discovery;

/** Why a member left. */
public enum Cause {
  /** It said so: its client was closed. */
  GOODBYE,
  /** Its last connection was lost and did not come back within the loss grace. */
  LOST,
  /** It stood connected and answered no survey for as many rounds as {@link Options#misses()}. */
  SILENT,
  /** It was present and then said something that the server refuses. */
  REFUSED,
  /**
   * A view shows it no more: one that was made by {@link Membership#where} because of what it says
   * of itself now, one that was made by {@link Membership#expiring} because nobody can say any more
   * who is present. No other membership reports this cause.
   */
  FILTERED
}
