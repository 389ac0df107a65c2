package io.rollcall.groupcache;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells several peers something of a key at once, and who could not be told. Not thread-safe. */
final class Telling {
  private final Peers peers;
  private final PeerClient client;
  private final PeerPath path;
  private final List<PeerClient.Exchange> underway = new ArrayList<>();
  private @Nullable Exception failure;
  private boolean interrupted;

  Telling(Peers peers, PeerClient client, PeerPath path) {
    this.peers = peers;
    this.client = client;
    this.path = path;
  }

  void put(String peer, ByteView value) {
    begin(() -> client.put(peer, path, value));
  }

  void delete(String peer) {
    begin(() -> client.delete(peer, path));
  }

  private interface Beginning {
    PeerClient.Exchange begin() throws IOException;
  }

  private void begin(Beginning exchange) {
    try {
      underway.add(exchange.begin());
    } catch (IOException unknownHost) {
      failed(unknownHost);
    }
  }

  /** All but this process and one more. */
  void deleteAtAllBut(@Nullable String peer) {
    for (String each : peers.all()) {
      if (!peers.isSelf(each) && !each.equals(peer)) {
        delete(each);
      }
    }
  }

  /**
   * Waits for each of them; a bounded time. Where the thread is interrupted it gives up the one
   * that it waits for, not the others, and stays interrupted.
   */
  void await() {
    interrupted |= Thread.interrupted();
    underway.forEach(this::await);
    underway.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(PeerClient.Exchange exchange) {
    try {
      exchange.await();
    } catch (IOException unanswered) {
      failed(unanswered);
    } catch (InterruptedException whileWaiting) {
      interrupted = true;
      failed(whileWaiting);
    }
  }

  private void failed(Exception next) {
    if (failure == null) {
      failure = next;
    } else if (next != failure) {
      failure.addSuppressed(next);
    }
  }

  /** The first that failed, with the others suppressed in it. */
  @Nullable Exception failure() {
    return failure;
  }
}
