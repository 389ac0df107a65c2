package io.rollcall.benchmarks.siege;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;

/**
 * What an attacker attacks, from where, and for how long.
 *
 * @param door which socket of the server it is
 * @param target where that is
 * @param from the address that the attacker's connections come from
 * @param held how many connections it holds where it holds as many as it can
 * @param over whether it is time to stop
 */
public record Aim(
    Door door, InetSocketAddress target, InetAddress from, int held, BooleanSupplier over) {
  /** Whether it is time to stop. */
  public boolean isOver() {
    return over.getAsBoolean();
  }
}
