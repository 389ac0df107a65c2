package io.rollcall.processes;

/**
 * Loopback addresses that no other process uses. A client goes on calling the port of a server that
 * is closed, and the system may give that port to the next server. With an address for each JVM it
 * gives it to a server of the same JVM, so tests of several JVMs can run beside one another.
 */
public final class OwnLoopback {
  private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

  /** An IPv4 address; on systems that have but one, 127.0.0.1. */
  public static final String HOST = LINUX ? ofThisProcess(64) : "127.0.0.1";

  /** Another one. Where the system has but one, nobody can bind it. */
  public static final String OTHER_HOST = LINUX ? ofThisProcess(128) : "127.0.0.2";

  /** Any port of {@link #HOST}. */
  public static final String ANY = "tcp://" + HOST + ":0";

  private OwnLoopback() {}

  /** Process ids of Linux have 22 bits. */
  private static String ofThisProcess(int first) {
    long pid = ProcessHandle.current().pid();
    return "127.%d.%d.%d".formatted(first + (pid >> 16 & 63), pid >> 8 & 255, pid & 255);
  }
}
