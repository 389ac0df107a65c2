package io.rollcall.benchmarks.siege;

import io.rollcall.benchmarks.thin.Zmtp;
import io.rollcall.discovery.wire.Topic;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Subscribers that ask for snapshots without end. */
final class SnapshotRequests extends Flood {
  private final boolean reads;

  /** Whether they read what they get. */
  SnapshotRequests(boolean reads) {
    this.reads = reads;
  }

  @Override
  public String name() {
    return reads ? "snapshots" : "unread-snapshots";
  }

  @Override
  public String description() {
    return reads
        ? "subscriptions to ever new snapshot topics, none of which ever ends"
        : "the same on 50 connections of which nobody reads anything";
  }

  @Override
  public Set<Door> doors() {
    return EnumSet.of(Door.XPUB);
  }

  @Override
  int connections() {
    return reads ? 4 : 50;
  }

  @Override
  boolean reads() {
    return reads;
  }

  @Override
  Supplier<byte[]> words(Door door) {
    UUID subscriber = UUID.randomUUID();
    int[] request = {0};
    return () -> Zmtp.subscription(true, Topic.snapshot(subscriber, ++request[0]).octets());
  }
}
