package io.rollcall.mesh.link;

import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.protocol.DuplicateWindow;
import io.rollcall.mesh.wire.Identity;
import io.rollcall.mesh.wire.MeshFrame.Message;
import io.rollcall.mesh.wire.MeshFrame.Note;
import io.rollcall.mesh.wire.MeshFrame.Receipt;

/** The messages that come on one link. For the engine's thread only. */
final class InboundMessages {
  private final Station station;
  private final InLink link;
  private final InboundCalls calls;

  InboundMessages(Station station, InLink link, InboundCalls calls) {
    this.station = station;
    this.link = link;
    this.calls = calls;
  }

  /** One that may have come before, and may come again. */
  void message(Message message) {
    Identity sender = link.entrance().peer();
    DuplicateWindow window =
        station.windows.of(sender.incarnation().orElseThrow(), station.engine.now());
    switch (window.arrives(message.number(), message.oldest())) {
      case NEW -> fresh(message, window);
      case REPEATED -> {
        station.counts.duplicates.increment();
        receipt(message.number(), window.outcome(message.number()));
      }
      case OUTDATED -> station.counts.duplicates.increment();
      case TOO_MANY -> receipt(message.number(), FailureCause.BUSY.number());
    }
  }

  private void fresh(Message message, DuplicateWindow window) {
    FailureCause refusal = calls.refusal(message.command());
    if (refusal == null && !hand(message.command(), message.payload())) {
      refusal = FailureCause.BUSY;
    }
    int outcome = refusal == null ? 0 : refusal.number();
    if (refusal != FailureCause.BUSY) {
      window.settled(message.number(), outcome);
    }
    receipt(message.number(), outcome);
  }

  private boolean hand(int command, byte[] payload) {
    return calls.hand(link.entrance().peer(), command, payload);
  }

  private void receipt(long number, int outcome) {
    link.answer(new Receipt(number, outcome));
  }

  /** One that is not answered. */
  void note(Note note) {
    if (calls.refusal(note.command()) != null || !hand(note.command(), note.payload())) {
      station.counts.lostNotes.increment();
    }
  }
}
