package io.rollcall.samples;

import io.rollcall.samples.haproxy.Balance;

/**
 * HAProxy balances over real processes that come and go: they join, drain, leave, are killed, and
 * HAProxy itself is killed and comes back.
 *
 * <p>The exit code is 0 only if no request failed but for those that a killed HAProxy had.
 */
public final class BalanceWithHaproxy {
  private BalanceWithHaproxy() {}

  /** Takes no arguments. */
  public static void main(String... args) throws InterruptedException {
    if (!new Balance().run()) {
      System.exit(1);
    }
  }
}
