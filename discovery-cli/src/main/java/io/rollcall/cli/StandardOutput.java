package io.rollcall.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The standard output in UTF-8. It says once on standard error that it can't be written, and
 * remembers it: {@link PrintWriter} keeps the reason to itself. Thread-safe.
 */
final class StandardOutput extends OutputStream {
  private static final int SIGPIPE = 13;

  private final OutputStream target;
  private final PrintWriter err;
  private @Nullable IOException failure;

  StandardOutput(PrintWriter err) {
    this(new FileOutputStream(FileDescriptor.out), err);
  }

  StandardOutput(OutputStream target, PrintWriter err) {
    this.target = target;
    this.err = err;
  }

  /** Buffered; it writes when it is flushed. */
  PrintWriter writer() {
    return new PrintWriter(this, false, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] octets, int offset, int length) throws IOException {
    try {
      target.write(octets, offset, length);
    } catch (IOException failed) {
      if (failure == null && !isUnread(failed)) {
        err.println("rollcall: standard output can't be written: " + failed.getMessage());
        err.flush();
      }
      failure = failed;
      throw failed;
    }
  }

  /** Nobody reads any more, as after {@code | head}. */
  private static boolean isUnread(IOException failed) {
    return "Broken pipe".equals(failed.getMessage());
  }

  /**
   * What the program ends with.
   *
   * @param code of the command, which may not know what became of its output
   */
  synchronized int exitCode(int code) {
    IOException failed = failure;
    if (failed == null) {
      return code;
    }
    if (isUnread(failed)) {
      return code == ExitCode.OK ? ExitCode.SIGNAL + SIGPIPE : code;
    }
    return code == ExitCode.OK || code == ExitCode.SIGNAL + SIGPIPE ? ExitCode.FAILED : code;
  }
}
