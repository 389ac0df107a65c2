package io.rollcall.cli.web;

import io.rollcall.http.Exchange;
import io.rollcall.http.Outlet;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One browser that follows: it is sent the whole state, then what changes; and the whole state
 * again whenever its mailbox has overflown. One thread runs it.
 */
final class Stream implements AutoCloseable {
  private static final long HEARTBEAT = TimeUnit.SECONDS.toNanos(5);

  private final Mailbox mailbox = new Mailbox();
  private final Exchange exchange;
  private final List<Board> boards;

  Stream(Exchange exchange, List<Board> boards) {
    this.exchange = exchange;
    this.boards = boards;
  }

  /** Until the browser goes, or takes nothing for too long, or this is closed. */
  void run() {
    try (Outlet out = Reply.stream(exchange)) {
      out.onGone(mailbox::close);
      out.write(Frame.RETRY);
      while (!mailbox.isClosed()) {
        if (mailbox.isOverflown()) {
          startOver(out);
        }
        byte[] frame = mailbox.poll(HEARTBEAT);
        if (frame != null) {
          out.write(frame);
        } else if (!mailbox.isOverflown() && !mailbox.isClosed()) {
          out.write(Frame.HEARTBEAT);
        }
      }
    } catch (IOException gone) {
      // The browser went, or took nothing for too long.
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt();
    } finally {
      boards.forEach(board -> board.detach(mailbox));
    }
  }

  private void startOver(Outlet out) throws IOException, InterruptedException {
    boards.forEach(board -> board.detach(mailbox));
    mailbox.startOver();
    out.write(Frame.boards(boards.size()));
    for (Board board : boards) {
      Iterator<byte[]> frames = board.attach(mailbox).frames().iterator();
      while (frames.hasNext()) {
        out.write(frames.next());
      }
    }
  }

  @Override
  public void close() {
    mailbox.close();
  }
}
