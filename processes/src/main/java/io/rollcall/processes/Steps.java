package io.rollcall.processes;

import java.util.List;

/**
 * Runs the steps of a test or a benchmark, and repeats those that a pause of the machine made void.
 * Thread-safe.
 */
public final class Steps {
  private static final int MOST = 3;

  private final Pauses pauses;

  /** Steps that these pauses make void. */
  public Steps(Pauses pauses) {
    this.pauses = pauses;
  }

  /**
   * Runs a test's step. If it fails and the machine paused meanwhile, it is void: another chance is
   * made ready and the step is run again, three times at most. A step that fails without a pause
   * has failed.
   *
   * @param afresh makes ready for another run: what the void one left behind can't be trusted
   * @throws Throwable what the last run threw
   */
  public void test(Step step, Step afresh) throws Throwable {
    for (int run = 1; ; run++) {
      long from = System.nanoTime();
      try {
        step.run();
        return;
      } catch (Exception | AssertionError failed) {
        if (!isVoid(from, run)) {
          throw failed;
        }
        afresh.run();
      }
    }
  }

  /**
   * Measures a benchmark's step. A figure that was taken while the machine paused is void, and
   * taken again.
   */
  public <T> T measure(Measurement<T> step) throws InterruptedException {
    for (int run = 1; ; run++) {
      long from = System.nanoTime();
      T figure = step.take();
      if (!isVoid(from, run)) {
        return figure;
      }
    }
  }

  private boolean isVoid(long from, int run) {
    List<Pauses.Pause> meanwhile = pauses.since(from);
    if (!meanwhile.isEmpty()) {
      System.err.printf(
          "the machine paused for %s in run %d of %d of a step%n", meanwhile, run, MOST);
    }
    return run < MOST && !meanwhile.isEmpty();
  }

  /** Something that may fail in any way. */
  @FunctionalInterface
  public interface Step {
    void run() throws Throwable;
  }

  /** Takes a figure, or several. */
  @FunctionalInterface
  public interface Measurement<T> {
    T take() throws InterruptedException;
  }
}
