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
  void message(Message message, Load load) {
    Identity sender = link.entrance().peer();
    DuplicateWindow window =
        station.windows.of(sender.incarnation().orElseThrow(), station.engine.now());
    switch (window.arrives(message.number(), message.oldest())) {
      case NEW -> fresh(message, window, load.share());
      case REPEATED -> {
        station.counts.duplicates.increment();
        receipt(message.number(), window.outcome(message.number()));
      }
      case OUTDATED -> station.counts.duplicates.increment();
      case TOO_MANY -> receipt(message.number(), FailureCause.BUSY.number());
    }
    load.release();
  }

  private void fresh(Message message, DuplicateWindow window, Load load) {
    FailureCause refusal =
        calls.hand(link.entrance().peer(), message.command(), message.payload(), load);
    int outcome = refusal == null ? 0 : refusal.number();
    if (refusal != FailureCause.BUSY) {
      window.settled(message.number(), outcome);
    }
    receipt(message.number(), outcome);
  }

  private void receipt(long number, int outcome) {
    link.answer(new Receipt(number, outcome));
  }

  /** One that is not answered. */
  void note(Note note, Load load) {
    if (calls.hand(link.entrance().peer(), note.command(), note.payload(), load) != null) {
      station.counts.lostNotes.increment();
    }
  }
}
