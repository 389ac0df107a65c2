package io.rollcall.discovery;

/** What a member says about its readiness. It does not change whether the member is present. */
public enum Status {
  /** Ready for work; the default. */
  ONLINE,
  /** Present, but takes no new work: busy or draining. */
  TAKEN,
  /** Present, but out of service. */
  OFFLINE
}
