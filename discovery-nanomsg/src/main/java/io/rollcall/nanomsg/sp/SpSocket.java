package io.rollcall.nanomsg.sp;

/**
 * What the ends of all protocols share. Making and closing one is for any thread; the rest is for
 * the engine's, but for what says otherwise.
 */
public abstract sealed class SpSocket implements AutoCloseable
    permits Pub, Respondent, Sub, Surveyor {
  /** Set first of all by the constructor of each. */
  abstract Pipes pipes();

  /** Where it listens, as bound, joined by commas; any thread. */
  public final String endpoints() {
    return pipes().endpoints();
  }

  /** What it has kept out; any thread. */
  public final Counts counts() {
    return pipes().counts();
  }

  /**
   * Frees the ports and waits until no event comes any more; on the engine's thread it does not
   * wait. What waits to be written has 200 ms to leave. No pipe is told as lost. Idempotent.
   */
  @Override
  public final void close() {
    pipes().close();
  }
}
