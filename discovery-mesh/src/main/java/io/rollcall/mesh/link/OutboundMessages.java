package io.rollcall.mesh.link;

import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Message;
import io.rollcall.mesh.wire.MeshFrame.Note;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages on one link: those that {@link Remote} repeats, and those that are sent once. For
 * the engine's thread only.
 */
final class OutboundMessages {
  /** So many notes wait for the link to open. */
  private static final int MOST_NOTES = 256;

  private static final byte[] NOTHING = {};

  private final Station station;
  private final OutLink link;
  private final Remote remote;
  private final List<MeshFrame> notes = new ArrayList<>();
  private final Gathering gathering;

  OutboundMessages(Station station, OutLink link, Remote remote) {
    this.station = station;
    this.link = link;
    this.remote = remote;
    this.gathering =
        new Gathering(
            station.engine, station.options().sendInterval().toNanos(), link::send, this::noRoom);
  }

  /** Sends a message, once more perhaps; it is repeated if it is lost. */
  void send(long number, long oldest, Outcall message) {
    if (link.takes(message.payload())) {
      boolean unused =
          gathering.add(
              new Message(number, oldest, message.command(), message.payload()),
              message.payload().length);
    } else if (remote.sent.remove(number) != null) {
      message.fail(FailureCause.MALFORMED, link.tooLong(message.payload()));
    }
  }

  /** Sends a note, or drops it; returns whether it was sent, or waits for the link to open. */
  boolean note(MeshFrame note) {
    if (link.isWelcomed()) {
      byte[] payload = note instanceof Note message ? message.payload() : NOTHING;
      return link.takes(payload) && gathering.add(note, payload.length);
    }
    boolean waits = !link.isFailed() && notes.size() < MOST_NOTES;
    if (waits) {
      notes.add(note);
    }
    return waits;
  }

  /** The node has let this one in. */
  void welcomed() {
    for (MeshFrame each : notes) {
      if (!note(each)) {
        station.counts.lostNotes.increment();
      }
    }
    notes.clear();
  }

  /** What waited had no room; a message comes again. */
  private void noRoom(MeshFrame frame) {
    if (!(frame instanceof Message)) {
      station.counts.lostNotes.increment();
    }
  }

  /** What waits for others is sent. */
  void flush() {
    gathering.flush();
  }

  /** The link has failed. */
  void failed() {
    gathering.drop();
    station.counts.lostNotes.add(notes.size());
    notes.clear();
  }
}
