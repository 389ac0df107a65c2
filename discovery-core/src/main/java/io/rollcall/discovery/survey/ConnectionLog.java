package io.rollcall.discovery.survey;

import io.rollcall.discovery.Account.Connection;
import io.rollcall.discovery.Account.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The connections that one client had of late. Of too many it forgets those that ended first. */
final class ConnectionLog {
  private static final int MOST = 8;

  private record Line(Peer peer, long began, Fate fate, long ended) {
    boolean stands() {
      return fate == Fate.STANDS;
    }
  }

  private final List<Line> lines = new ArrayList<>(1);
  private int standing;

  boolean isAnyStanding() {
    return standing > 0;
  }

  void began(Peer peer, long now) {
    standing++;
    if (lines.size() == MOST) {
      lines.remove(oldest());
    }
    lines.add(new Line(peer, now, Fate.STANDS, now));
  }

  private int oldest() {
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).stands()) {
        return i;
      }
    }
    return 0;
  }

  void ended(Peer peer, Fate fate, long now) {
    standing--;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).peer.equals(peer)) {
        end(i, fate, now);
      }
    }
  }

  /** All that stand have ended. */
  void ended(Fate fate, long now) {
    standing = 0;
    for (int i = 0; i < lines.size(); i++) {
      end(i, fate, now);
    }
  }

  private void end(int i, Fate fate, long now) {
    Line line = lines.get(i);
    if (line.stands()) {
      lines.set(i, new Line(line.peer, line.began, fate, now));
    }
  }

  List<Connection> at(long now) {
    List<Connection> newestFirst = new ArrayList<>(lines.size());
    for (int i = lines.size() - 1; i >= 0; i--) {
      Line line = lines.get(i);
      newestFirst.add(
          new Connection(
              line.peer.number(),
              Abbreviation.of(line.peer.address()),
              Ages.of(line.began, now),
              line.fate,
              line.stands() ? Optional.empty() : Optional.of(Ages.of(line.ended, now))));
    }
    return newestFirst;
  }
}
