package io.rollcall.daemon;

import io.rollcall.daemon.text.LineReader;
import io.rollcall.discovery.net.Connection;
import io.rollcall.discovery.net.Dialer;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.net.WireException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One line to another daemon, on a connection of its own, and the line that it answers. Dials until
 * somebody is there; after that it tries no more. For the engine's thread only.
 */
final class Call implements Wire {
  /**
   * How a call ended.
   *
   * @param taken whether the other end has the line: it answered, or it stayed connected for as
   *     long as an answer may take, with the whole line on its way
   * @param answer what it answered, or null
   */
  record Outcome(boolean taken, @Nullable String answer) {}

  private final Engine engine;
  private final Supplier<ByteBuffer> line;
  private final Settings settings;
  private final Consumer<Outcome> done;
  private final LineReader reader = new LineReader();
  private final Dialer dialer;
  private @Nullable Connection connection;
  private boolean taken;
  private boolean cancelled;
  private @Nullable String answer;

  /** {@code line} is asked for what to say when somebody is there. */
  Call(
      Engine engine,
      Endpoint to,
      Supplier<ByteBuffer> line,
      Settings settings,
      Consumer<Outcome> done) {
    this.engine = engine;
    this.line = line;
    this.settings = settings;
    this.done = done;
    this.dialer = engine.dial(to, () -> this, settings.outgoing(), settings.backoff());
  }

  /** It ends without an outcome. */
  void cancel() {
    cancelled = true;
    dialer.close();
  }

  @Override
  public void opened(Connection opened) {
    connection = opened;
    opened.established();
    dialer.stop();
    opened.write(line.get());
    engine.after(settings.answerTime().toNanos(), this::tooSlow);
  }

  @Override
  public void received(ByteBuffer bytes) throws WireException {
    String line = reader.next(bytes, Role.LONGEST_LIST);
    if (line != null) {
      answered(line);
    }
  }

  @Override
  public void closed(String why) {
    if (!cancelled) {
      done.accept(new Outcome(taken, answer));
    }
  }

  private void answered(String first) {
    answer = first;
    taken = true;
    open().close("it has answered");
  }

  private void tooSlow() {
    taken |= open().isOpen() && open().queued() == 0;
    open().close("no answer in " + settings.answerTime());
  }

  private Connection open() {
    return Objects.requireNonNull(connection);
  }
}
