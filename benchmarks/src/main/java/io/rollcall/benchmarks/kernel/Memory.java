package io.rollcall.benchmarks.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory that processes hold, in bytes. */
public final class Memory {
  private Memory() {}

  /** What this process holds now (RSS). */
  public static long resident(long pid) throws IOException {
    return read(pid, "VmRSS:");
  }

  /** The most that this process has held so far. */
  public static long mostResident(long pid) throws IOException {
    return read(pid, "VmHWM:");
  }

  private static long read(long pid, String field) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith(field)) {
        return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException(status + " has no " + field);
  }
}
