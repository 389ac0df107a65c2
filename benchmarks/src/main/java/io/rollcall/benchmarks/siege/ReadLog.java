package io.rollcall.benchmarks.siege;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a server's log. Lines about drops are counted, all others also handed on. What was dropped
 * since the last such line is not known yet. Thread-safe.
 */
final class ReadLog extends OutputStream {
  private static final Pattern DROPPED =
      Pattern.compile(": dropped .*\\((\\d+) since the last such line\\)");

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final AtomicLong drops = new AtomicLong();
  private final AtomicLong reopened = new AtomicLong();
  private final AtomicLong outOfMemory = new AtomicLong();
  private final PrintStream out;

  /** Hands on to this stream. */
  ReadLog(PrintStream out) {
    this.out = out;
  }

  /** How many messages and connections were dropped. */
  long drops() {
    return drops.get();
  }

  /** How often the sockets were opened again. */
  long reopened() {
    return reopened.get();
  }

  /** How often memory ran out. */
  long outOfMemory() {
    return outOfMemory.get();
  }

  @Override
  public synchronized void write(int octet) {
    if (octet == '\n') {
      read(line.toString(StandardCharsets.UTF_8));
      line.reset();
    } else {
      line.write(octet);
    }
  }

  private void read(String text) {
    Matcher dropped = DROPPED.matcher(text);
    if (dropped.find()) {
      drops.addAndGet(Long.parseLong(dropped.group(1)));
      return;
    }
    if (text.endsWith("have died; they are opened again")) {
      reopened.incrementAndGet();
    } else if (text.startsWith("java.lang.OutOfMemoryError")) {
      outOfMemory.incrementAndGet();
    }
    out.println(text);
  }
}
