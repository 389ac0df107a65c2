package io.rollcall.discovery.http;

import io.rollcall.discovery.net.Connection;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.net.WireException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** TLS on a connection, and HTTP inside. For the engine's thread only. */
final class TlsWire implements Wire, Pipe {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** More is sealed when that has gone, so that one long answer does not hold up all others. */
  private static final int SEALED = 128 * 1024;

  private final HttpServer server;
  private final SSLEngine tls;
  private final Deque<ByteBuffer> plain = new ArrayDeque<>();
  private ByteBuffer sealed;
  private ByteBuffer opened;
  private @Nullable Connection connection;
  private @Nullable HttpWire http;
  private long plainOctets;
  private boolean working;
  private @Nullable String ending;

  TlsWire(HttpServer server, SSLEngine tls) {
    this.server = server;
    this.tls = tls;
    this.sealed = ByteBuffer.allocate(tls.getSession().getPacketBufferSize());
    this.opened = ByteBuffer.allocate(tls.getSession().getApplicationBufferSize());
  }

  private Connection connection() {
    if (connection == null) {
      throw new IllegalStateException("no connection yet");
    }
    return connection;
  }

  @Override
  public void opened(Connection made) {
    connection = made;
    made.established();
    http = server.opened(this);
  }

  @Override
  public void received(ByteBuffer octets) throws WireException {
    if (sealed.remaining() < octets.remaining()) {
      // As much as one read brings, beside one unfinished record.
      ByteBuffer larger = ByteBuffer.allocate(sealed.position() + octets.remaining());
      sealed = larger.put(sealed.flip());
    }
    if (sealed.capacity() > 1 << 20) {
      throw new WireException("it sends on while its handshake is computed");
    }
    sealed.put(octets);
    try {
      step();
    } catch (SSLException broken) {
      throw new WireException(String.valueOf(broken.getMessage()));
    }
  }

  /** As far as what has come allows. */
  private void step() throws SSLException {
    boolean goesOn = true;
    while (goesOn && !working && connection().isOpen()) {
      HandshakeStatus status = tls.getHandshakeStatus();
      goesOn =
          switch (status) {
            case NEED_TASK -> work();
            case NEED_WRAP -> seal(NOTHING);
            default -> open();
          };
    }
    pump();
  }

  /** The costly part of a handshake is done on another thread. */
  private boolean work() {
    working = true;
    server.compute(
        () -> {
          for (Runnable task = tls.getDelegatedTask();
              task != null;
              task = tls.getDelegatedTask()) {
            task.run();
          }
        },
        this::worked);
    return false;
  }

  private void worked() {
    working = false;
    if (connection().isOpen()) {
      try {
        step();
      } catch (SSLException broken) {
        close(String.valueOf(broken.getMessage()));
      }
    }
  }

  /** Opens one record; whether there may be more to do. */
  private boolean open() throws SSLException {
    sealed.flip();
    SSLEngineResult result;
    try {
      result = tls.unwrap(sealed, opened);
    } finally {
      sealed.compact();
    }
    switch (result.getStatus()) {
      case BUFFER_OVERFLOW ->
          opened = ByteBuffer.allocate(tls.getSession().getApplicationBufferSize());
      case BUFFER_UNDERFLOW -> {
        return false;
      }
      case CLOSED -> {
        close("the peer closed it");
        return false;
      }
      case OK -> {
        opened.flip();
        if (opened.hasRemaining() && http != null) {
          http.received(opened);
        }
        opened.clear();
      }
    }
    return result.bytesConsumed() > 0
        || result.bytesProduced() > 0
        || result.getStatus() == Status.BUFFER_OVERFLOW
        || result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
        || result.getHandshakeStatus() == HandshakeStatus.NEED_TASK;
  }

  /** Seals a record of this. */
  private boolean seal(ByteBuffer octets) throws SSLException {
    ByteBuffer record = ByteBuffer.allocate(tls.getSession().getPacketBufferSize());
    SSLEngineResult result = tls.wrap(octets, record);
    record.flip();
    if (record.hasRemaining() && !connection().write(record)) {
      close("too much waits to be written");
    }
    return result.bytesConsumed() > 0 || result.bytesProduced() > 0;
  }

  private void pump() throws SSLException {
    while (!plain.isEmpty()
        && connection().isOpen()
        && connection().queued() < SEALED
        && tls.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
      ByteBuffer first = plain.element();
      int before = first.remaining();
      boolean sealedSome = seal(first);
      plainOctets -= before - first.remaining();
      if (!first.hasRemaining()) {
        plain.remove();
      }
      if (!sealedSome) {
        return;
      }
    }
    if (plain.isEmpty() && ending != null && connection().isOpen()) {
      tls.closeOutbound();
      while (!tls.isOutboundDone() && seal(NOTHING)) {
        // It says goodbye.
      }
      connection().finish(LONGEST, ending);
    } else if (plain.isEmpty() && http != null) {
      http.drained();
    }
  }

  private void pumpOrClose() {
    try {
      pump();
    } catch (SSLException broken) {
      close(String.valueOf(broken.getMessage()));
    }
  }

  @Override
  public void drained() {
    pumpOrClose();
  }

  @Override
  public boolean ended() {
    if (http != null && http.ended()) {
      return true;
    }
    if (!plain.isEmpty()) {
      finish("the peer closed it");
    }
    return !plain.isEmpty();
  }

  @Override
  public void closed(String why) {
    plain.clear();
    if (http != null) {
      server.gone(http);
    }
  }

  @Override
  public void write(ByteBuffer octets) {
    plain.add(octets.duplicate());
    plainOctets += octets.remaining();
    pumpOrClose();
  }

  @Override
  public int queued() {
    return (int) Math.min(Integer.MAX_VALUE, plainOctets + connection().queued());
  }

  @Override
  public void finish(String why) {
    ending = why;
    pumpOrClose();
  }

  @Override
  public void close(String why) {
    connection().close(why);
  }

  @Override
  public String address() {
    return connection().address();
  }
}
