package io.rollcall.discovery;

/** What a member says of itself. It does not change whether the member is present. */
public enum Status {
  /** Ready for work; what a member is unless it says otherwise. */
  ONLINE,
  /** Present and busy: held by somebody, not free for more. */
  TAKEN,
  /** Present and out of service, for instance while it drains. */
  OFFLINE
}
