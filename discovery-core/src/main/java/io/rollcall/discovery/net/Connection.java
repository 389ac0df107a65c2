package io.rollcall.discovery.net;

import io.rollcall.discovery.log.Log;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection, accepted or dialled. Not thread-safe: for the engine's thread only. */
public final class Connection implements ChannelHandler {
  private static final Log log = Log.of(Connection.class);

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** More than this is written at once, and does not wait for the end of the turn. */
  private static final int GATHER = 64 * 1024;

  /** Chunks in one turn, so that a long message doesn't delay the others. */
  private static final int CHUNKS = 2;

  private static final int NONE = -1;

  /** How long a peer that says no more may take to read what waits for it; and the reverse. */
  private static final long LINGER = 10_000_000_000L;

  private final Loop loop;
  private final ConnectionOwner owner;
  private final Wire wire;
  private final SelectionKey key;
  private final SocketChannel channel;
  private final SocketAddress peer;
  private final Endpoint endpoint;
  private final OutQueue queue;

  /** What has been read and is not handed over yet. */
  private ByteBuffer kept = NOTHING;

  /** Whether the loop knows that something is to be written. */
  private boolean gathering;

  /** Whether the system took no more. */
  private boolean blocked;

  /** The length of the last message for which there was no room, or {@link #NONE}. */
  private int refused = NONE;

  private boolean paused;
  private boolean ended;
  private boolean open = true;
  private boolean established;
  private boolean finishing;

  /** Whether the peer takes no more; what it sent before is still read. */
  private boolean unwritable;

  private String ending = "";
  private @Nullable Timer lastMoment;

  Connection(
      Loop loop,
      ConnectionOwner owner,
      Wire wire,
      SelectionKey key,
      SocketAddress peer,
      Endpoint endpoint,
      int queueOctets) {
    this.loop = loop;
    this.owner = owner;
    this.wire = wire;
    this.key = key;
    this.channel = (SocketChannel) key.channel();
    this.peer = peer;
    this.endpoint = endpoint;
    this.queue = new OutQueue(queueOctets);
  }

  /** Its wire learns of it. */
  void start() {
    guarded(() -> wire.opened(this));
  }

  /** As {@link #write(Payload, Priority)}, in the order of the calls. */
  public boolean write(ByteBuffer whole) {
    return write(whole, Priority.NORMAL);
  }

  /** As {@link #write(Payload, Priority)}; only a view of the buffer is kept. */
  public boolean write(ByteBuffer whole, Priority priority) {
    return write(Payload.of(whole.duplicate()), priority);
  }

  /** As {@link #write(Payload, Priority)}, in the order of the calls. */
  public boolean write(Payload whole) {
    return write(whole, Priority.NORMAL);
  }

  /**
   * Takes a whole message to write, which many connections can share. What is written in one turn
   * of the loop goes out together at its end. The queue is full only once the system takes no more.
   *
   * @return false if too much waits already: nothing was taken, and {@link Wire#writable} follows
   */
  public boolean write(Payload whole, Priority priority) {
    if (!makeRoom(whole.size())) {
      return false;
    }
    if (isOpen()) {
      queue.add(whole, priority);
      added();
    }
    return true;
  }

  /**
   * Takes a long message to write, in chunks that the peer can tell from other messages. The next
   * chunk is made only when no message waits, so a long message delays a short one by little more
   * than a chunk, and needs no memory for the rest. Streams take turns. {@link #finish} writes them
   * to their end, {@link #close} drops what is not made yet. One that throws closes the connection.
   *
   * @return false as {@link #write(Payload, Priority)}
   */
  public boolean stream(Iterator<ByteBuffer> chunks) {
    if (!makeRoom(0)) {
      return false;
    }
    if (isOpen()) {
      queue.add(chunks);
      added();
    }
    return true;
  }

  /** Whether so many octets have room, or are not wanted any more. */
  private boolean makeRoom(int length) {
    if (!isOpen()) {
      return true;
    }
    loop.turn().spend(length);
    while (!queue.fits(length) && !blocked) {
      push();
    }
    if (!queue.fits(length)) {
      refused = length;
      return false;
    }
    return true;
  }

  private void added() {
    if (queue.octets() >= GATHER) {
      push();
    }
    gather();
  }

  /** How many octets wait to be written, with what they cost besides. */
  public int queued() {
    return queue.octets();
  }

  /** How many octets the system has taken so far: grows as long as the peer reads. */
  public long written() {
    return queue.written();
  }

  /** The peer's address, {@code 127.0.0.1:4242}, or the endpoint on {@code ipc://}. */
  public String address() {
    if (peer instanceof InetSocketAddress inet && inet.getAddress() != null) {
      return inet.getAddress().getHostAddress() + ":" + inet.getPort();
    }
    return endpoint.toString();
  }

  /** The peer's address; a nameless one on {@code ipc://}. */
  public SocketAddress peer() {
    return peer;
  }

  /**
   * This end's address; a nameless one on {@code ipc://}.
   *
   * @throws IOException if the connection is closed
   */
  public SocketAddress local() throws IOException {
    return channel.getLocalAddress();
  }

  /** The IP address of this end; empty on {@code ipc://}, and once the connection is closed. */
  public Optional<InetAddress> localHost() {
    try {
      return local() instanceof InetSocketAddress inet
          ? Optional.of(inet.getAddress())
          : Optional.empty();
    } catch (IOException closed) {
      return Optional.empty();
    }
  }

  /** Whether it is neither closed nor about to be. */
  public boolean isOpen() {
    return open && !finishing && !unwritable;
  }

  /** The wire's word that its handshake is done; until then the connection counts as half-open. */
  public void established() {
    if (open && !established) {
      established = true;
      owner.established(this);
    }
  }

  /** Closes it now; {@link Wire#closed} follows once the present callback has returned. */
  public void close(String why) {
    close(why, false);
  }

  /**
   * Closes it as {@link #close} does; who dialled it dials again without a pause, though not twice
   * in a row.
   */
  public void redial(String why) {
    close(why, true);
  }

  /** Closes it once all that waits is written, or after so many nanoseconds. Reads no more. */
  public void finish(long nanos, String why) {
    if (!open || finishing) {
      return;
    }
    push();
    if (queue.isEmpty()) {
      close(why);
      return;
    }
    finishing = true;
    ending = why;
    lastMoment = loop.after(nanos, () -> close(why));
  }

  /**
   * Hands nothing over and reads nothing until {@link #resume}; what is on its way waits in the
   * system's buffers, and then at the peer. For a consumer that is slower than the peer. Meanwhile
   * the peer's end is not noticed, unless a write fails: then the connection closes once what had
   * arrived has been handed over, after 10 s at the latest.
   */
  public void pause() {
    if (open && !paused) {
      paused = true;
      key.interestOpsAnd(~SelectionKey.OP_READ);
    }
  }

  /** Ends what {@link #pause} began: what has come meanwhile is handed over in the next turn. */
  public void resume() {
    if (open && paused) {
      paused = false;
      if (!ended) {
        key.interestOpsOr(SelectionKey.OP_READ);
      }
      if (kept.hasRemaining()) {
        loop.again(key);
      }
    }
  }

  boolean isEstablished() {
    return established;
  }

  ConnectionOwner owner() {
    return owner;
  }

  @Override
  public void ready(SelectionKey ready) {
    if (!open) {
      ready.cancel();
      return;
    }
    if (blocked && ready.isWritable()) {
      blocked = false;
      key.interestOpsAnd(~SelectionKey.OP_WRITE);
      // At the next flush, which bounds what is written, and sealed for that, in one turn.
      gather();
    }
    if (open && !ended && (ready.isReadable() || kept.hasRemaining())) {
      guarded(this::read);
    }
  }

  @Override
  public void shut() {
    close("the engine ends");
  }

  private void gather() {
    if (!gathering && !blocked) {
      gathering = true;
      loop.writes(this);
    }
  }

  /** At the end of a turn, or when the system takes more: not within a callback. */
  void flush() {
    gathering = false;
    guarded(this::push);
    if (open && finishing && queue.isEmpty()) {
      close(ending);
    }
  }

  /** Writes what was gathered, as far as the system takes it. */
  private void push() {
    try {
      for (int i = 0; i < CHUNKS && !blocked && !queue.isEmpty(); i++) {
        if (!queue.writeTo(channel, loop.chunk())) {
          block();
        }
      }
    } catch (IOException failed) {
      writeFailed(reason(failed));
      return;
    } catch (RuntimeException failed) {
      close("what it was to write failed: " + failed);
      loop.failed(
          "connection with " + address() + ": what it was to write failed; it is closed", failed);
      return;
    }
    if (!queue.isEmpty()) {
      gather();
    }
    if (refused != NONE && queue.isHalfFree() && queue.fits(refused)) {
      refused = NONE;
      tell(wire::writable);
    }
  }

  /**
   * The peer has closed or reset the connection, but what it sent before may still be unread: a
   * goodbye, for example, where this loop was late and a timer writes before the sockets are read.
   * So reading goes on until it fails or ends, too.
   */
  private void writeFailed(String why) {
    if (ended || finishing) {
      close(why);
      return;
    }
    unwritable = true;
    ending = why;
    queue.clear();
    lastMoment = loop.after(LINGER, () -> close(why));
  }

  private void block() {
    blocked = true;
    key.interestOpsOr(SelectionKey.OP_WRITE);
    tell(wire::blocked);
  }

  /** Once the present callback has returned. */
  private void tell(Runnable callback) {
    loop.later(
        () -> {
          if (isOpen()) {
            guarded(callback::run);
          }
        });
  }

  /** As much as its share of the turn allows; the rest gets another turn. */
  private void read() throws IOException, WireException {
    handOver(kept);
    if (!kept.hasRemaining()) {
      kept = NOTHING;
    }
    boolean drained = false;
    while (!drained && !kept.hasRemaining() && mayGoOn()) {
      ByteBuffer intake = loop.intake();
      if (channel.read(intake) < 0) {
        peerClosed();
        return;
      }
      drained = intake.hasRemaining();
      handOver(intake.flip());
      keep(intake);
    }
    if (open && !paused && (!drained || kept.hasRemaining())) {
      loop.again(key);
    }
  }

  private boolean mayGoOn() {
    return open && !paused && loop.turn().mayGoOn();
  }

  private void handOver(ByteBuffer bytes) throws WireException {
    while (bytes.hasRemaining() && mayGoOn()) {
      int before = bytes.remaining();
      if (finishing) {
        bytes.position(bytes.limit());
      } else {
        wire.received(bytes);
      }
      int consumed = before - bytes.remaining();
      if (consumed == 0 && open && !finishing && !paused) {
        throw new IllegalStateException("the wire consumes nothing of " + before + " octets");
      }
      loop.turn().spend(consumed);
    }
  }

  /** What the next connection reads would overwrite it. */
  private void keep(ByteBuffer rest) {
    if (open && rest.hasRemaining()) {
      kept = ByteBuffer.allocate(rest.remaining()).put(rest).flip();
    }
  }

  /** The peer says no more, but may still read what waits for it. */
  private void peerClosed() {
    ended = true;
    key.interestOpsAnd(~SelectionKey.OP_READ);
    if (unwritable) {
      close(ending);
    } else if (!wire.ended()) {
      finish(LINGER, "the peer closed it");
    }
  }

  private void close(String why, boolean again) {
    if (!open) {
      return;
    }
    open = false;
    if (lastMoment != null) {
      lastMoment.cancel();
    }
    // Whatever fails here: the channel is closed, and the wire hears of it.
    try {
      lastWords();
    } finally {
      kept = NOTHING;
      Loop.close(channel);
      loop.later(() -> wire.closed(why));
      owner.gone(this, why, again);
    }
  }

  /** What was written in this turn has not been tried yet. */
  private void lastWords() {
    queue.clearStreams();
    try {
      while (!blocked && !queue.isEmpty() && queue.writeTo(channel, loop.chunk())) {
        // All that the system takes.
      }
    } catch (IOException failed) {
      log.debug("{}", address(), failed);
    }
    queue.clear();
  }

  private static String reason(IOException failed) {
    String message = failed.getMessage();
    return message == null ? failed.getClass().getSimpleName() : message;
  }

  private interface Step {
    void run() throws IOException, WireException;
  }

  /** What fails here ends this connection, and no other. */
  @SuppressWarnings("CatchThrowable")
  private void guarded(Step step) {
    try {
      step.run();
    } catch (IOException failed) {
      close(reason(failed));
    } catch (WireException broken) {
      close(String.valueOf(broken.getMessage()));
    } catch (Throwable thrown) {
      // First, as to log may fail, too, where memory is short.
      close("a callback failed: " + thrown);
      loop.failed("connection with " + address() + ": a callback failed; it is closed", thrown);
    }
  }
}
