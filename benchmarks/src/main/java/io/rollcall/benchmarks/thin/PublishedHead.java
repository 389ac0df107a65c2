package io.rollcall.benchmarks.thin;

import java.nio.ByteBuffer;

/**
 * What a published frame begins with, after its topic. Read by hand, since of a long frame no more
 * is there. Valid until the buffer is used again.
 */
record PublishedHead(ByteBuffer frame, int topic) {
  static final int PULSE = 0x21;
  static final int CHANGE = 0x22;

  private static final int KIND = 3;
  private static final int CLUSTER = 4 + 24;

  int kind() {
    return frame.get(topic + KIND);
  }

  long sequence() {
    return frame.getLong(afterCluster());
  }

  /** Of a snapshot: how many parts it has. */
  int parts() {
    int sequenceFlagsPacePart = 8 + 1 + 4 + 4;
    return frame.getInt(afterCluster() + sequenceFlagsPacePart);
  }

  private int afterCluster() {
    int cluster = topic + CLUSTER;
    return cluster + 1 + (frame.get(cluster) & 0xff);
  }
}
