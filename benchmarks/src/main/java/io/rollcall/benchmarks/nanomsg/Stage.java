package io.rollcall.benchmarks.nanomsg;

import java.time.Duration;

/**
 * What is measured with all hubs in turn.
 *
 * @param octets of what is published, or 0 for a survey
 * @param peers of each hub
 * @param rounds that are measured
 * @param interval from one round of nanocat to the next; the others' are between
 */
record Stage(int octets, int peers, int rounds, Duration interval) {
  boolean surveys() {
    return octets == 0;
  }

  /** As its rows are headed. */
  String event() {
    String size = octets < 1000 ? octets + " B" : octets / 1000 + " KB";
    String to = String.format("%,d", peers);
    return surveys() ? "survey of " + to : size + " to " + to;
  }
}
