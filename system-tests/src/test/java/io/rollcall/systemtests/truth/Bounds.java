package io.rollcall.systemtests.truth;

import io.rollcall.discovery.Options;
import java.time.Duration;

/** How long each may take, at default options. */
public final class Bounds {

  /**
   * What the machine may add: tests share few cores, and a server that finds itself late repeats
   * its round, as it should.
   */
  public static final Duration MARGIN = Duration.ofSeconds(2);

  /** Until a frozen or cut off member is gone. */
  public static final Duration SILENT = silent(Options.defaults());

  /** Until a killed member is gone, as long as no server is disturbed. */
  public static final Duration LOST = Options.defaults().lossGrace();

  /** Until views are {@code STALE} when all servers are away: three pulses and a quarter. */
  public static final Duration STALE = Options.defaults().pulse().multipliedBy(13).dividedBy(4);

  /** Until a subscriber takes who is absent from the list of a server that it has met for gone. */
  public static final Duration TRUST = Duration.ofSeconds(4);

  /** Until all views agree once nothing is disturbed any more. */
  public static final Duration AGREEMENT = Duration.ofSeconds(10);

  private Bounds() {}

  private static Duration silent(Options options) {
    return options.pollTime().plus(options.surveyTime().multipliedBy(options.misses()));
  }
}
