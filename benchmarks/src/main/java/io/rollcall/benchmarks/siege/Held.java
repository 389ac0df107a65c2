package io.rollcall.benchmarks.siege;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Connections that an attacker holds; those that were cut are made anew. Not thread-safe. */
final class Held {
  /** So that whoever holds thousands has time for those that it has. */
  private static final int AT_ONCE = 64;

  private final List<Stranger> strangers = new ArrayList<>();
  private final Aim aim;
  private final Sent sent;
  private final int most;
  private final Consumer<Stranger> first;

  /** So many at most; {@code first} is done with each of them once it is made. */
  Held(Aim aim, Sent sent, int most, Consumer<Stranger> first) {
    this.aim = aim;
    this.sent = sent;
    this.most = most;
    this.first = first;
  }

  /** Lets go of those that are cut, and makes some of those that are missing. */
  void renew() {
    Iterator<Stranger> each = strangers.iterator();
    while (each.hasNext()) {
      Stranger stranger = each.next();
      if (stranger.isCut()) {
        stranger.close();
        each.remove();
      }
    }
    for (int i = 0; i < AT_ONCE && strangers.size() < most && !aim.isOver(); i++) {
      Stranger.connect(aim, sent)
          .ifPresent(
              stranger -> {
                first.accept(stranger);
                strangers.add(stranger);
              });
    }
  }

  /** Those that are held; some may be cut. */
  List<Stranger> strangers() {
    return strangers;
  }

  /** Gives all up. */
  void release() {
    strangers.forEach(Stranger::reset);
    strangers.clear();
  }
}
