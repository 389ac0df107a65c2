package io.rollcall.discovery.wire;

import java.util.ArrayList;
import java.util.List;

/** Cuts what is published into pieces that each fit a frame. Stateless. */
public final class Chunks {
  /** What a piece may measure, unless one entry alone is longer. */
  static final int BYTES = 256 * 1024;

  /** What one frame holds. */
  public record Piece(List<Present> present, List<Tombstone> tombstones) {}

  private Chunks() {}

  /** The same entries in order, those present before those departed, in at least one piece. */
  public static List<Piece> of(List<Present> present, List<Tombstone> tombstones) {
    List<Piece> pieces = new ArrayList<>();
    Piece open = new Piece(new ArrayList<>(), new ArrayList<>());
    int bytes = 0;
    for (int i = 0; i < present.size() + tombstones.size(); i++) {
      boolean first = i < present.size();
      int size = first ? present.get(i).size() : tombstones.get(i - present.size()).size();
      if (bytes > 0 && bytes + size > BYTES) {
        pieces.add(open);
        open = new Piece(new ArrayList<>(), new ArrayList<>());
        bytes = 0;
      }
      bytes += size;
      if (first) {
        open.present.add(present.get(i));
      } else {
        open.tombstones.add(tombstones.get(i - present.size()));
      }
    }
    pieces.add(open);
    return pieces;
  }
}
