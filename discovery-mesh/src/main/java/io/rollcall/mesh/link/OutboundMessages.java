package io.rollcall.mesh.link;

import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages on one link: those that {@link Remote} repeats, and those that are sent once. For
 * the engine's thread only.
 */
final class OutboundMessages {
  /** So many notes wait for the link to open. */
  private static final int MOST_NOTES = 256;

  private final Station station;
  private final OutLink link;
  private final Remote remote;
  private final List<MeshFrame> notes = new ArrayList<>();
  private final Gathering gathering;

  /** Messages that wait for credit, or of which parts are still to be sent. */
  private final Map<Long, Numbered> leaving = new HashMap<>();

  OutboundMessages(Station station, OutLink link, Remote remote) {
    this.station = station;
    this.link = link;
    this.remote = remote;
    this.gathering =
        new Gathering(
            station.engine, station.options().sendInterval().toNanos(), link.flow()::send);
  }

  /** Sends a message, once more perhaps, unless it is still about to leave. */
  void send(long number, Outcall message) {
    if (!link.takes(message.payload())) {
      if (remote.sent.remove(number) != null) {
        message.fail(FailureCause.MALFORMED, link.tooLong(message.payload()));
      }
    } else if (!leaving.containsKey(number)) {
      Numbered parcel = new Numbered(number, message);
      leaving.put(number, parcel);
      gathering.add(parcel, message.payload().length);
    }
  }

  /** It is given up; returns whether there was no credit for it. */
  boolean forget(long number) {
    Numbered parcel = leaving.remove(number);
    return parcel != null && link.flow().remove(parcel);
  }

  /** Sends a note, or drops it; returns whether it was sent, or waits for the link to open. */
  boolean note(MeshFrame note) {
    if (link.isWelcomed()) {
      boolean taken = link.takes(note.payload());
      if (taken) {
        gathering.add(new Unnumbered(note), note.payload().length);
      }
      return taken;
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

  /** What waits for others is sent. */
  void flush() {
    gathering.flush();
  }

  /** The link has failed. */
  void failed() {
    gathering.drop();
    station.counts.lostNotes.add(notes.size());
    notes.clear();
    leaving.clear();
  }

  /** A message that may be repeated. */
  private final class Numbered extends Parcel {
    private final long number;
    private final Outcall message;

    Numbered(long number, Outcall message) {
      this.number = number;
      this.message = message;
    }

    @Override
    MeshFrame frame() {
      return new Message(
          number, Math.min(number, remote.sent.oldest()), message.command(), message.payload());
    }

    @Override
    long call() {
      return 0;
    }

    @Override
    boolean isOpen() {
      return leaving.get(number) == this && message.isOpen();
    }

    @Override
    void sent() {
      leaving.remove(number, this);
    }

    @Override
    void dropped() {
      leaving.remove(number, this);
    }
  }

  /** A message that is sent once, if that can be soon. */
  private final class Unnumbered extends Parcel {
    private final MeshFrame note;
    private final long until;

    Unnumbered(MeshFrame note) {
      this.note = note;
      this.until = station.engine.now() + station.options().retryTimeout().toNanos();
    }

    @Override
    MeshFrame frame() {
      return note;
    }

    @Override
    long call() {
      return 0;
    }

    @Override
    boolean isOpen() {
      return station.engine.now() < until;
    }

    @Override
    void sent() {}

    @Override
    void dropped() {
      station.counts.lostNotes.increment();
    }
  }
}
