package io.rollcall.discovery.zmtp.curve;

/** Where short-term keys and nonces come from. */
public interface Randomness {
  /** Fills the array with octets that nobody can guess. */
  void fill(byte[] octets);

  /** So many of them. */
  default byte[] octets(int count) {
    byte[] octets = new byte[count];
    fill(octets);
    return octets;
  }
}
