package io.rollcall.discovery;

/** A {@link FeedQueue} was asked to wait for an item after its feed had ended or it was closed. */
public final class FeedClosedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /** With a message that names the feed. */
  public FeedClosedException(String message) {
    super(message);
  }
}
