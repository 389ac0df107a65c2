package io.rollcall.daemon;

import io.rollcall.daemon.text.Command;
import io.rollcall.daemon.text.LineReader;
import io.rollcall.discovery.net.Connection;
import io.rollcall.discovery.net.Dialer;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.net.WireException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a worker registered with one manager: dials, registers, and dials again every second or so.
 * For the engine's thread only.
 */
final class Uplink {
  private static final Logger log = LoggerFactory.getLogger(Uplink.class);
  private static final int LONGEST_ANSWER = 1024;

  /** What becomes of it. */
  interface Events {
    /** A connection is there, and the worker about to be registered on it. */
    void connected(Uplink uplink);

    /** Its connection has gone. */
    void lost(Uplink uplink);
  }

  private final Engine engine;
  private final Endpoint manager;
  private final int port;
  private final Settings settings;
  private final Events events;
  private final Dialer dialer;
  private @Nullable Connection connection;

  /** Is there while the worker is registered. */
  private @Nullable Probe probe;

  private boolean closed;

  /** Registers a worker that listens at this port of its address. */
  Uplink(Engine engine, Endpoint manager, int port, Settings settings, Events events) {
    this.engine = engine;
    this.manager = manager;
    this.port = port;
    this.settings = settings;
    this.events = events;
    this.dialer = engine.dial(manager, Registered::new, settings.outgoing(), settings.backoff());
  }

  Endpoint manager() {
    return manager;
  }

  /** Where the manager is, while there is a connection. */
  Optional<InetAddress> peer() {
    return Optional.ofNullable(connection)
        .map(open -> ((InetSocketAddress) open.peer()).getAddress());
  }

  /** Whether its connection comes from there. */
  boolean isAt(InetSocketAddress address) {
    try {
      return connection != null && address.equals(connection.local());
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  void close() {
    closed = true;
    dialer.close();
    endProbe();
  }

  private void endProbe() {
    if (probe != null) {
      probe.close();
      probe = null;
    }
  }

  private void silent() {
    if (connection != null) {
      connection.close("it answers nothing");
    }
  }

  private final class Registered implements Wire {
    private final LineReader reader = new LineReader();

    @Override
    public void opened(Connection opened) {
      connection = opened;
      opened.write(ByteBuffer.wrap(Command.register(port).getBytes(StandardCharsets.US_ASCII)));
      events.connected(Uplink.this);
    }

    @Override
    public void received(ByteBuffer bytes) throws WireException {
      String line = reader.next(bytes, LONGEST_ANSWER);
      if (line != null) {
        answered(line);
      }
    }

    @Override
    public void closed(String why) {
      connection = null;
      if (probe != null && !closed) {
        log.info("manager {}: {}; the list stays", manager, why);
      }
      endProbe();
      events.lost(Uplink.this);
    }

    private void answered(String line) {
      if (probe != null || connection == null) {
        return;
      }
      if (line.equals(Role.DONE)) {
        connection.established();
        probe = new Probe(engine, manager, settings, Uplink.this::silent);
        log.info("manager {}: connected", manager);
      } else {
        connection.close("register_server is answered with '" + line + "'");
      }
    }
  }
}
