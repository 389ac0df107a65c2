package io.rollcall.benchmarks.thin;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.wire.Message.Change;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Tombstone;
import io.rollcall.discovery.wire.Topic;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.UUID;

/** The least subscriber of a Rollcall server. It keeps no roster, only the last sequence. */
final class ThinSubscriber extends ThinPeer {
  private static final byte[] HANDSHAKE = Zmtp.handshake("SUB");
  private static final byte[] ROLL = Zmtp.subscription(true, Topic.ROLL.octets());
  private static final int SNAPSHOT_TOPIC = 24;

  private final UUID id = UUID.randomUUID();
  private int request;
  private boolean asking;
  private long sequence;
  private long collecting;
  private int collected;

  ThinSubscriber(ThinLoop loop, InetSocketAddress address) {
    super(loop, address, HANDSHAKE);
  }

  /** The last change that it has, counted from 1. */
  long sequence() {
    return sequence;
  }

  @Override
  void ready() throws IOException {
    send(ROLL);
    ask();
  }

  @Override
  void heard(ByteBuffer body, long length) throws IOException {
    long octets = Zmtp.head(length) + length;
    if (body.get(0) == 'S') {
      loop.tally.count(Event.SNAPSHOT_OCTETS, octets);
      snapshot(new PublishedHead(body, SNAPSHOT_TOPIC), body.getInt(SNAPSHOT_TOPIC - 4));
      return;
    }
    PublishedHead head = new PublishedHead(body, Topic.ROLL.length());
    switch (head.kind()) {
      case PublishedHead.PULSE -> {
        loop.tally.count(Event.PULSE);
        loop.tally.count(Event.PULSE_OCTETS, octets);
        compare(head.sequence());
      }
      case PublishedHead.CHANGE -> {
        loop.tally.count(Event.CHANGE_OCTETS, octets);
        compare(head.sequence() - 1);
        if (!asking && head.sequence() == sequence + 1) {
          sequence++;
          loop.tally.count(Event.CHANGE);
          apply(body, length);
        }
      }
      default -> loop.tally.count(Event.CLOSING);
    }
  }

  /** What has come so far shows that there must have been so many changes. */
  private void compare(long known) throws IOException {
    if (known > sequence && !asking) {
      loop.tally.count(Event.GAP);
      ask();
    }
  }

  private void ask() throws IOException {
    if (asking) {
      send(Zmtp.subscription(false, topic()));
    }
    asking = true;
    collected = 0;
    request++;
    loop.out(this);
    send(Zmtp.subscription(true, topic()));
  }

  private byte[] topic() {
    return Topic.snapshot(id, request).octets();
  }

  private void snapshot(PublishedHead head, int request) throws IOException {
    if (!asking || request != this.request) {
      return;
    }
    loop.out(this);
    if (head.sequence() != collecting) {
      collecting = head.sequence();
      collected = 0;
    }
    if (++collected == head.parts()) {
      asking = false;
      sequence = collecting;
      loop.tally.count(Event.SNAPSHOT);
      send(Zmtp.subscription(false, topic()));
      loop.in(this);
    }
  }

  private void apply(ByteBuffer body, long length) {
    if (length > body.remaining()) {
      loop.tally.count(Event.LONG_CHANGE);
    } else if (loop.decoder.decode(body, Topic.ROLL.length()) instanceof Change change) {
      for (Present each : change.present()) {
        loop.tally.count(Event.PRESENT);
        if (loop.watch.isFor(each.member().name())) {
          loop.watch.seen();
        }
      }
      for (Tombstone each : change.tombstones()) {
        loop.tally.count(each.cause() == Cause.GOODBYE ? Event.GOODBYE : Event.REMOVED);
        if (loop.watch.isFor(each.name())) {
          loop.watch.seen();
        }
      }
    } else {
      loop.tally.count(Event.UNREADABLE);
    }
  }
}
