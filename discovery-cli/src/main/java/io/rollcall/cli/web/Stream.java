package io.rollcall.cli.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One browser that follows: it is sent the whole state, then what changes; and the whole state
 * again whenever its mailbox has overflown. One thread runs it.
 */
final class Stream implements AutoCloseable {
  private static final long HEARTBEAT = TimeUnit.SECONDS.toNanos(5);

  private final Mailbox mailbox = new Mailbox();
  private final HttpExchange exchange;
  private final List<Board> boards;
  private final Duration patience;
  private final Deadlines deadlines;

  Stream(HttpExchange exchange, List<Board> boards, Duration patience, Deadlines deadlines) {
    this.exchange = exchange;
    this.boards = boards;
    this.patience = patience;
    this.deadlines = deadlines;
  }

  /** Until the browser goes, or takes nothing for too long, or this is closed. */
  void run() {
    try (exchange;
        OutputStream out = Reply.stream(exchange, "text/event-stream")) {
      write(out, Frame.RETRY);
      while (!mailbox.isClosed()) {
        if (mailbox.isOverflown()) {
          startOver(out);
        }
        byte[] frame = mailbox.poll(HEARTBEAT);
        if (frame != null) {
          write(out, frame);
        } else if (!mailbox.isOverflown() && !mailbox.isClosed()) {
          write(out, Frame.HEARTBEAT);
        }
      }
    } catch (IOException | UncheckedIOException gone) {
      // The browser went, or took nothing for too long.
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt();
    } finally {
      boards.forEach(board -> board.detach(mailbox));
    }
  }

  private void startOver(OutputStream out) {
    boards.forEach(board -> board.detach(mailbox));
    mailbox.startOver();
    writeUnchecked(out, Frame.boards(boards.size()));
    for (Board board : boards) {
      board.attach(mailbox).send(frame -> writeUnchecked(out, frame));
    }
  }

  private void writeUnchecked(OutputStream out, byte[] frame) {
    try {
      write(out, frame);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private void write(OutputStream out, byte[] frame) throws IOException {
    deadlines.run(
        patience,
        () -> {
          out.write(frame);
          out.flush();
        });
  }

  @Override
  public void close() {
    mailbox.close();
  }
}
