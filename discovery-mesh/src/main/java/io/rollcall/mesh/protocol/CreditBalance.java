package io.rollcall.mesh.protocol;

import io.rollcall.mesh.wire.MeshFrame.Credit;

/** What one side of a link may still send, as the other has granted it: see {@link CreditGrant}. */
public final class CreditBalance {
  private long requests;
  private long octets;
  private long sentRequests;
  private long sentOctets;

  /** Nothing has been granted. */
  public CreditBalance() {}

  /** A side that knows no credit takes what comes. */
  public void unlimited() {
    requests = Long.MAX_VALUE;
    octets = Long.MAX_VALUE;
  }

  /** So much has been granted in all. A word that is older than another changes nothing. */
  public void granted(Credit credit) {
    requests = Math.max(requests, credit.requests());
    octets = Math.max(octets, credit.octets());
  }

  /** Whether a frame may be sent, of whatever length. */
  public boolean hasRequests() {
    return sentRequests < requests;
  }

  /** Whether a frame of so many octets may be sent. */
  public boolean covers(int length) {
    return hasRequests() && length <= octets - sentOctets;
  }

  /** A frame of so many octets is sent. */
  public void spend(int length) {
    sentRequests++;
    sentOctets += length;
  }

  /** It was not sent after all. */
  public void refund(int length) {
    sentRequests--;
    sentOctets -= length;
  }
}
