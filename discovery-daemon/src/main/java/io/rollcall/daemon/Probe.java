package io.rollcall.daemon;

import io.rollcall.daemon.text.Heartbeat;
import io.rollcall.discovery.net.Alarm;
import io.rollcall.discovery.net.Connection;
import io.rollcall.discovery.net.Dialer;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a connection to another daemon and asks it once a beat whether it is there. One that can't
 * be reached is tried again; one that is there and answers nothing is silent. For the engine's
 * thread only.
 */
final class Probe {
  private static final ByteBuffer PING =
      ByteBuffer.wrap("ping\n".getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();

  /** On one connection: gdsm's processes need more stack with each line of it, until they fail. */
  private static final int LINES = 300;

  private final Engine engine;
  private final Settings settings;
  private final Runnable silent;
  private final Dialer dialer;

  /** Runs {@code silent} whenever the other end has owed an answer for too long. */
  Probe(Engine engine, Endpoint to, Settings settings, Runnable silent) {
    this.engine = engine;
    this.settings = settings;
    this.silent = silent;
    this.dialer = engine.dial(to, Asked::new, settings.outgoing(), settings.backoff());
  }

  void close() {
    dialer.close();
  }

  private final class Asked implements Wire {
    private final Heartbeat heartbeat;
    private @Nullable Connection connection;
    private final Alarm next = new Alarm(engine, this::look);
    private int asked;

    Asked() {
      long beat = settings.heartbeat().toNanos();
      // Those who came together are not asked together.
      long earlier = ThreadLocalRandom.current().nextLong(beat / 2 + 1);
      heartbeat = new Heartbeat(beat, settings.silence().toNanos(), engine.now() - earlier);
    }

    @Override
    public void opened(Connection opened) {
      connection = opened;
      opened.established();
      lookLater();
    }

    @Override
    public void received(ByteBuffer bytes) {
      bytes.position(bytes.limit());
      heartbeat.answered(engine.now());
      if (asked >= LINES && connection != null) {
        connection.redial("it has served long enough");
      } else {
        lookLater();
      }
    }

    @Override
    public void closed(String why) {
      next.cancel();
    }

    private void lookLater() {
      next.set(heartbeat.due());
    }

    private void look() {
      if (heartbeat.isSilent(engine.now())) {
        // The answer may have come while this process was stopped.
        engine.whenRead(this::judge);
        return;
      }
      if (heartbeat.asks(engine.now()) && connection != null) {
        asked++;
        connection.write(PING);
      }
      lookLater();
    }

    private void judge() {
      if (connection == null || !connection.isOpen()) {
        return;
      }
      if (heartbeat.isSilent(engine.now())) {
        connection.close("no answer in " + settings.silence());
        silent.run();
      } else {
        lookLater();
      }
    }
  }
}
