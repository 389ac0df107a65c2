package io.rollcall.discovery.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection, accepted or dialled. Not thread-safe: for the engine's thread only. */
public final class Connection implements Ready {
  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  /** Reads in a row, so that one busy peer doesn't keep the others waiting. */
  private static final int READS = 2;

  /** How long a peer that says no more may take to read what waits for it. */
  private static final long LINGER = 10_000_000_000L;

  private final Loop loop;
  private final Owner owner;
  private final Wire wire;
  private final SelectionKey key;
  private final SocketChannel channel;
  private final SocketAddress peer;
  private final Endpoint endpoint;
  private final OutQueue queue;
  private boolean open = true;
  private boolean established;
  private boolean finishing;
  private String ending = "";

  Connection(
      Loop loop,
      Owner owner,
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

  /**
   * Takes a whole message to write, of which only a duplicate moves on, so that many connections
   * can share it. What happens to be written at once never waits.
   *
   * @return false if too much waits already: nothing was taken
   */
  public boolean write(ByteBuffer whole) {
    if (!open || finishing) {
      return true;
    }
    if (!queue.fits(whole.remaining())) {
      return false;
    }
    ByteBuffer message = whole.duplicate();
    try {
      if (queue.isEmpty()) {
        OutQueue.write(message, channel);
      }
      if (message.hasRemaining()) {
        queue.add(message);
        key.interestOpsOr(SelectionKey.OP_WRITE);
      }
    } catch (IOException failed) {
      close(reason(failed));
    }
    return true;
  }

  /** How many octets wait to be written, with what they cost besides. */
  public int queued() {
    return queue.octets();
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

  /** Whether it is neither closed nor about to be. */
  public boolean isOpen() {
    return open && !finishing;
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
    if (queue.isEmpty()) {
      close(why);
      return;
    }
    finishing = true;
    ending = why;
    loop.after(nanos, () -> close(why));
  }

  boolean isEstablished() {
    return established;
  }

  Owner owner() {
    return owner;
  }

  @Override
  public void ready(SelectionKey ready) {
    if (!open) {
      ready.cancel();
      return;
    }
    if (ready.isWritable()) {
      flush();
    }
    if (open && ready.isReadable()) {
      guarded(this::read);
    }
  }

  @Override
  public void shut() {
    close("the engine ends");
  }

  private void flush() {
    try {
      if (queue.writeTo(channel)) {
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
        if (finishing) {
          close(ending);
        }
      }
    } catch (IOException failed) {
      close(reason(failed));
    }
  }

  private void read() throws IOException, WireException {
    for (int i = 0; i < READS && open; i++) {
      ByteBuffer intake = loop.intake();
      int count = channel.read(intake);
      if (count < 0) {
        peerClosed();
        return;
      }
      boolean drained = intake.hasRemaining();
      if (count > 0 && !finishing) {
        wire.received(intake.flip());
      }
      if (drained) {
        return;
      }
    }
    loop.leftover();
  }

  /** The peer says no more, but may still read what waits for it. */
  private void peerClosed() {
    key.interestOpsAnd(~SelectionKey.OP_READ);
    finish(LINGER, "the peer closed it");
  }

  private void close(String why, boolean again) {
    if (!open) {
      return;
    }
    open = false;
    queue.clear();
    Loop.close(channel);
    owner.gone(this, why, again);
    loop.later(() -> wire.closed(why));
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
      log.error("connection with {}: a callback failed; it is closed", address(), thrown);
      close("a callback failed: " + thrown);
    }
  }
}
