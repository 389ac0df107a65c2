package io.rollcall.cli;

import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.Subscriber;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A terminal's second screen with a page that is drawn anew when something changes, four times a
 * second at most, and every second, since things grow old. However the program ends, the terminal
 * has its first screen again.
 */
final class LiveScreen implements AutoCloseable {
  // The second screen; no cursor; what is too long is cut, not wrapped. Then the way back.
  private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";
  private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";
  private static final String TOP = "\u001b[H";
  private static final String TO_LINE_END = "\u001b[K";
  private static final String TO_SCREEN_END = "\u001b[J";

  private static final long PAUSE_NANOS = Duration.ofMillis(250).toNanos();
  private static final long REST_NANOS = Duration.ofSeconds(1).toNanos();

  private final Subscriber subscriber;
  private final RosterPage page;
  private final PrintWriter out;
  private volatile @Nullable ScreenSize size;
  private final Keyboard keyboard = new Keyboard();
  private boolean closed;
  private boolean paused;

  LiveScreen(Subscriber subscriber, RosterPage page, PrintWriter out) {
    this.subscriber = subscriber;
    this.page = page;
    this.out = out;
  }

  /** Until nobody looks any more. */
  void run() throws InterruptedException {
    Signals.handle("WINCH", () -> size = null);
    Signals.handle("TSTP", this::pause);
    Signals.handle("CONT", this::resume);
    Shutdown.closes(this);
    enter();
    Keyboard.onKey('q', this::close);
    try (RosterFeed feed = new RosterFeed(subscriber)) {
      Roster first = null;
      while (first == null && draw()) {
        first = feed.first(PAUSE_NANOS);
      }
      page.begin(first == null ? Roster.empty() : first);
      while (draw()) {
        long drawn = System.nanoTime();
        take(feed.next(REST_NANOS));
        long left = drawn + PAUSE_NANOS - System.nanoTime();
        while (left > 0) {
          take(feed.next(left));
          left = drawn + PAUSE_NANOS - System.nanoTime();
        }
      }
    } finally {
      close();
    }
  }

  private void take(@Nullable MembershipChange change) {
    if (change != null) {
      page.take(change, Instant.now());
    }
  }

  private synchronized void enter() {
    if (!closed) {
      keyboard.begin();
      out.print(ENTER);
    }
  }

  private synchronized void leave() {
    out.print(LEAVE);
    out.flush();
    keyboard.end();
  }

  /** At Ctrl-Z: the shell gets its screen, and this process stops as it would without us. */
  private void pause() {
    synchronized (this) {
      if (closed || paused) {
        return;
      }
      paused = true;
      leave();
    }
    try {
      Signals.send("STOP", ProcessHandle.current().pid(), "");
    } catch (IOException noShell) {
      resume();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void resume() {
    if (paused) {
      paused = false;
      enter();
    }
  }

  /** Whether to go on. */
  private synchronized boolean draw() throws InterruptedException {
    if (closed || paused) {
      return !closed;
    }
    ScreenSize now = size;
    if (now == null) {
      now = ScreenSize.ofTerminal();
      size = now;
    }
    StringBuilder frame = new StringBuilder(TOP);
    String gap = "";
    for (String line : page.lines(subscriber.state(), Instant.now(), now)) {
      frame.append(gap).append(line).append(TO_LINE_END);
      gap = "\r\n";
    }
    out.print(frame.append(TO_SCREEN_END));
    return !out.checkError();
  }

  /** Gives the terminal back. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      if (!paused) {
        leave();
      }
    }
  }
}
