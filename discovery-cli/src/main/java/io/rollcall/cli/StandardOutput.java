package io.rollcall.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The standard output in UTF-8. It says once on standard error that it can't be written, and
 * remembers it: {@link PrintWriter} keeps the reason to itself. Thread-safe.
 *
 * <p>The exception's text is in the language of the locale, so it can't tell why a write failed.
 * The kind of file does: a pipe or a socket has no disk to be full, and fails when nobody reads it.
 */
final class StandardOutput extends OutputStream {
  private static final int SIGPIPE = 13;
  private static final Path SELF = Path.of("/dev/fd/1");

  // st_mode of stat(2).
  private static final int TYPE = 0170000;
  private static final int FIFO = 0010000;
  private static final int SOCKET = 0140000;

  private final OutputStream target;
  private final boolean hasReader;
  private final PrintWriter err;
  private @Nullable IOException failure;

  StandardOutput(PrintWriter err) {
    this(new FileOutputStream(FileDescriptor.out), isPipe(SELF), err);
  }

  /** Into {@code target}, which somebody reads at the other end, or which is a file or a device. */
  StandardOutput(OutputStream target, boolean hasReader, PrintWriter err) {
    this.target = target;
    this.hasReader = hasReader;
    this.err = err;
  }

  /** Whether this is a pipe or a socket; not on systems that don't tell. */
  static boolean isPipe(Path file) {
    try {
      int type = (Integer) Files.getAttribute(file, "unix:mode") & TYPE;
      return type == FIFO || type == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException notTold) {
      return false;
    }
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
      if (failure == null && !hasReader) {
        err.println("rollcall: standard output can't be written: " + failed.getMessage());
        err.flush();
      }
      failure = failed;
      throw failed;
    }
  }

  /**
   * What the program ends with.
   *
   * @param code of the command, which may not know what became of its output
   */
  synchronized int exitCode(int code) {
    if (failure == null) {
      return code;
    }
    // Nobody reads any more, as after "| head".
    if (hasReader) {
      return code == ExitCode.OK ? ExitCode.SIGNAL + SIGPIPE : code;
    }
    return code == ExitCode.OK || code == ExitCode.SIGNAL + SIGPIPE ? ExitCode.FAILED : code;
  }
}
