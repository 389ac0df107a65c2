package io.rollcall.benchmarks.siege;

import java.util.Optional;

/** Connections that end as soon as they are made. */
final class ConnectAndClose implements Attack {
  /** A port whose connection was closed rests for a minute, and there are only so many. */
  private static final int ONE_CLOSED_OF = 64;

  @Override
  public String name() {
    return "connect-close";
  }

  @Override
  public String description() {
    return "connections that end as soon as they are made: resets, and one of 64 closed";
  }

  @Override
  public Sent run(Aim aim) {
    Sent sent = new Sent();
    for (int i = 0; !aim.isOver(); i++) {
      Optional<Stranger> next = Stranger.connect(aim, sent);
      if (next.isPresent()) {
        if (i % ONE_CLOSED_OF == 0) {
          next.get().close();
        } else {
          next.get().reset();
        }
      }
    }
    return sent;
  }
}
