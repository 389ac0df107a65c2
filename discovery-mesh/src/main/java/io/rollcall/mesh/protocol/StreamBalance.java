package io.rollcall.mesh.protocol;

/** What one who writes a stream may still send, as the reader lets it: see {@link StreamWindow}. */
public final class StreamBalance {
  private long items;
  private long octets;
  private long sentItems;
  private long sentOctets;

  /** Nothing may be sent yet. */
  public StreamBalance() {}

  /** So much may be sent in all. Words that are older than others change nothing. */
  public void demanded(long allItems, long allOctets) {
    items = Math.max(items, allItems);
    octets = Math.max(octets, allOctets);
  }

  /** Whether an item may be sent. */
  public boolean hasDemand() {
    return sentItems < items && sentOctets < octets;
  }

  /** An item of so many octets is sent. */
  public void sent(int length) {
    sentItems++;
    sentOctets += length;
  }
}
