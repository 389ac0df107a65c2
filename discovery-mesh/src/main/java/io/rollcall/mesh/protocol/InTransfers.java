package io.rollcall.mesh.protocol;

import io.rollcall.discovery.zmtp.OctetBudget;
import io.rollcall.mesh.wire.FrameException;
import io.rollcall.mesh.wire.MeshFrame.Abort;
import io.rollcall.mesh.wire.MeshFrame.Begin;
import io.rollcall.mesh.wire.MeshFrame.Part;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The long frames that come in parts on one link. Octets are kept only where a {@link OctetBudget},
 * which all links share, has place for them; memory grows with what has come, not with what is
 * claimed.
 *
 * @param <T> what the owner wants to know of a frame while it comes
 */
public final class InTransfers<T> {
  /** What a part leads to. */
  public enum Step {
    /** More is to come, or nobody wants it. */
    GO_ON,
    /** The frame is whole. */
    WHOLE,
    /** There was no room: what has come is dropped, and so is what follows. */
    NO_ROOM
  }

  /** A frame of which a part has come. */
  public final class Transfer {
    private final long call;
    private final T tag;
    private final int length;
    private final List<byte[]> parts = new ArrayList<>();
    private int kept;
    private long lastAt;

    private Transfer(long call, T tag, int length) {
      this.call = call;
      this.tag = tag;
      this.length = length;
    }

    /** The id of the request that it belongs to. */
    public long call() {
      return call;
    }

    /** What the owner gave with it. */
    public T tag() {
      return tag;
    }

    /** The whole frame. */
    public byte[] octets() {
      ByteBuffer whole = ByteBuffer.allocate(length);
      parts.forEach(whole::put);
      return whole.array();
    }
  }

  /** What came of a part. */
  public record Result<T>(Step step, InTransfers<T>.@Nullable Transfer transfer) {}

  private final int longest;
  private final OctetBudget room;
  private final Map<Long, Transfer> byNumber = new HashMap<>();
  private long lastNumber;

  /** For frames of at most so many octets. */
  public InTransfers(int longest, OctetBudget room) {
    this.longest = longest;
    this.room = room;
  }

  /**
   * A frame begins.
   *
   * @throws FrameException if that is against the rules
   */
  public Result<T> begin(Begin begin, T tag, long now) throws FrameException {
    check(begin);
    Transfer begun = new Transfer(begin.call(), tag, begin.length());
    byNumber.put(begin.transfer(), begun);
    return keep(begin.transfer(), begun, begin.payload(), now);
  }

  /**
   * A frame begins that nobody wants; its parts are passed over.
   *
   * @throws FrameException if that is against the rules
   */
  public void passOver(Begin begin) throws FrameException {
    check(begin);
  }

  private void check(Begin begin) throws FrameException {
    if (begin.transfer() <= lastNumber) {
      throw new FrameException(
          "transfer %d begins after transfer %d".formatted(begin.transfer(), lastNumber));
    }
    if (begin.length() > longest) {
      throw new FrameException(
          "transfer %d claims %,d octets, more than %,d"
              .formatted(begin.transfer(), begin.length(), longest));
    }
    if (byNumber.size() == OutTransfers.MOST) {
      throw new FrameException("more than %d transfers at a time".formatted(OutTransfers.MOST));
    }
    lastNumber = begin.transfer();
  }

  /**
   * A part comes; one of a frame that is not wanted is passed over.
   *
   * @throws FrameException if that is against the rules
   */
  public Result<T> part(Part part, long now) throws FrameException {
    if (part.transfer() > lastNumber) {
      throw new FrameException("transfer %d has not begun".formatted(part.transfer()));
    }
    Transfer begun = byNumber.get(part.transfer());
    return begun == null
        ? new Result<>(Step.GO_ON, null)
        : keep(part.transfer(), begun, part.payload(), now);
  }

  private Result<T> keep(long number, Transfer to, byte[] octets, long now) throws FrameException {
    if (octets.length == 0 || octets.length > to.length - to.kept) {
      throw new FrameException(
          "transfer %d has %,d octets, and a part of %,d where %,d are left"
              .formatted(number, to.length, octets.length, to.length - to.kept));
    }
    if (!room.take(octets.length)) {
      remove(number);
      return new Result<>(Step.NO_ROOM, to);
    }
    to.kept += octets.length;
    to.parts.add(octets);
    to.lastAt = now;
    if (to.kept < to.length) {
      return new Result<>(Step.GO_ON, to);
    }
    remove(number);
    return new Result<>(Step.WHOLE, to);
  }

  private @Nullable Transfer remove(long number) {
    Transfer removed = byNumber.remove(number);
    if (removed != null) {
      room.give(removed.kept);
    }
    return removed;
  }

  /** The rest of a frame doesn't come: what it was, if it is still known. */
  public @Nullable Transfer abort(Abort abort) {
    return remove(abort.transfer());
  }

  /** Nobody wants the frames of this request: those of which a part has come. */
  public List<Transfer> drop(long call) {
    List<Transfer> dropped = new ArrayList<>();
    for (Iterator<Transfer> all = byNumber.values().iterator(); all.hasNext(); ) {
      Transfer next = all.next();
      if (next.call == call) {
        all.remove();
        room.give(next.kept);
        dropped.add(next);
      }
    }
    return dropped;
  }

  /** Whether there is one of which no part has come for so many nanoseconds. */
  public boolean standsStill(long now, long most) {
    return byNumber.values().stream().anyMatch(each -> now - each.lastAt > most);
  }

  /** The link is gone. */
  public void clear() {
    byNumber.values().forEach(each -> room.give(each.kept));
    byNumber.clear();
  }
}
