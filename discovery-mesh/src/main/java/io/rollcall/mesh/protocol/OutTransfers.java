package io.rollcall.mesh.protocol;

import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Abort;
import io.rollcall.mesh.wire.MeshFrame.Begin;
import io.rollcall.mesh.wire.MeshFrame.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * The long frames that one side of a link sends in parts. A few are under way at a time and take
 * turns; the others wait. A part is made when it is its turn.
 */
public final class OutTransfers {
  /** The octets of a part. A frame that is no longer is sent whole. */
  public static final int PART = 64 * 1024;

  /** So many are under way at a time. */
  public static final int MOST = 16;

  /** Hears what became of a frame. */
  public interface Owner {
    /**
     * Nothing more of it will be sent.
     *
     * @param begun whether a part of it has been
     */
    void over(boolean begun);
  }

  private static final class Transfer {
    private final long call;
    private final byte[] fields;
    private final byte[] payload;
    private final Owner owner;
    private long number;
    private int sent;

    private Transfer(long call, byte[] fields, byte[] payload, Owner owner) {
      this.call = call;
      this.fields = fields;
      this.payload = payload;
      this.owner = owner;
    }

    private int length() {
      return fields.length + payload.length;
    }

    private byte[] next() {
      byte[] part = new byte[Math.min(PART, length() - sent)];
      int ofFields = Math.max(0, Math.min(part.length, fields.length - sent));
      System.arraycopy(fields, Math.min(sent, fields.length), part, 0, ofFields);
      int from = Math.max(0, sent + ofFields - fields.length);
      System.arraycopy(payload, from, part, ofFields, part.length - ofFields);
      sent += part.length;
      return part;
    }
  }

  private final Queue<Transfer> underWay = new ArrayDeque<>();
  private final Queue<Transfer> waiting = new ArrayDeque<>();
  private final Queue<Long> aborted = new ArrayDeque<>();
  private long numbers;
  private long octets;

  /** None is to be sent. */
  public OutTransfers() {}

  /**
   * A frame is to be sent.
   *
   * @param call the id of the request that it belongs to; 0 if none
   * @param fields of the frame, before its payload
   * @param owner told once, when its last part has been made or it is aborted
   */
  public void add(long call, byte[] fields, byte[] payload, Owner owner) {
    Transfer added = new Transfer(call, fields, payload, owner);
    octets += added.length();
    (underWay.size() < MOST ? underWay : waiting).add(added);
  }

  /** Whether there is nothing to send. */
  public boolean isEmpty() {
    return underWay.isEmpty() && aborted.isEmpty();
  }

  /** How many octets are left to send. */
  public long octets() {
    return octets;
  }

  /**
   * The next frame of the link.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  public MeshFrame next() {
    Long over = aborted.poll();
    if (over != null) {
      return new Abort(over);
    }
    Transfer turn = underWay.remove();
    boolean first = turn.number == 0;
    if (first) {
      turn.number = ++numbers;
    }
    byte[] part = turn.next();
    octets -= part.length;
    if (turn.sent < turn.length()) {
      underWay.add(turn);
    } else {
      admit();
      turn.owner.over(true);
    }
    return first
        ? new Begin(turn.number, turn.call, turn.length(), part)
        : new Part(turn.number, part);
  }

  private void admit() {
    if (underWay.size() < MOST && !waiting.isEmpty()) {
      underWay.add(waiting.remove());
    }
  }

  /**
   * Nobody wants what is left of the frames of this request; the receiver is told of those of which
   * it has a part.
   */
  public void abort(long call) {
    List<Transfer> over = new ArrayList<>(of(call, waiting));
    waiting.removeAll(over);
    for (Transfer each : of(call, underWay)) {
      underWay.remove(each);
      over.add(each);
      admit();
    }
    over.forEach(this::end);
  }

  private static List<Transfer> of(long call, Queue<Transfer> transfers) {
    return transfers.stream().filter(each -> each.call == call).toList();
  }

  private void end(Transfer over) {
    octets -= over.length() - over.sent;
    if (over.number > 0) {
      aborted.add(over.number);
    }
    over.owner.over(over.number > 0);
  }

  /** The link is gone. */
  public void clear() {
    List<Transfer> over = new ArrayList<>(underWay);
    over.addAll(waiting);
    underWay.clear();
    waiting.clear();
    over.forEach(this::end);
    aborted.clear();
  }
}
