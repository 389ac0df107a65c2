package io.rollcall.discovery.survey;

import io.rollcall.discovery.Incarnation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One of the endpoints that a subscriber listens to. */
final class PublisherLink {
  private static final int MOST_REPLACED = 8;

  final Peer peer;
  @Nullable Incarnation server;
  @Nullable SnapshotRequest request;
  final DeadConnectionDetector detector;

  /** Whether a server's whole roster has come here, or its goodbye. */
  boolean hasBrought;

  /** What a server that was away lists since. */
  @Nullable ServerView returned;

  private final Deque<Incarnation> replaced = new ArrayDeque<>();

  /** Of the subscriber with this id. */
  PublisherLink(Peer peer, UUID id) {
    this.peer = peer;
    this.detector = new DeadConnectionDetector(id);
  }

  /** Whether this server's place was taken by another, so that what still comes of it is old. */
  boolean isReplaced(Incarnation server) {
    return replaced.contains(server);
  }

  void replaceBy(Incarnation newServer) {
    replaced.remove(newServer);
    if (server != null) {
      replaced.addLast(server);
      if (replaced.size() > MOST_REPLACED) {
        replaced.removeFirst();
      }
    }
    server = newServer;
  }
}
