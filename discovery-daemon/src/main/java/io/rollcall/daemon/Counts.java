package io.rollcall.daemon;

import java.util.concurrent.atomic.AtomicLong;

/** What a daemon counts. Thread-safe. */
final class Counts {
  final AtomicLong lines = new AtomicLong();
  final AtomicLong unknown = new AtomicLong();
  final AtomicLong linesTooLong = new AtomicLong();
  final AtomicLong forbidden = new AtomicLong();
  final AtomicLong slow = new AtomicLong();
  final AtomicLong pushes = new AtomicLong();
  final AtomicLong pushOctets = new AtomicLong();
  final AtomicLong pushesFailed = new AtomicLong();
  final AtomicLong frozen = new AtomicLong();
}
