package io.rollcall.nanomsg;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.net.Closing;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.thread.ShutdownHook;
import io.rollcall.nanomsg.sp.Pipe;
import io.rollcall.nanomsg.sp.Question;
import io.rollcall.nanomsg.sp.Respondent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the surveys of a server that speaks nanomsg's protocols with a name: a member of a
 * gopherdiscovery server, or of a {@link NanomsgGateway}. It sees nobody; that is {@link
 * NanomsgSubscriber}'s part. Thread-safe.
 *
 * <p>An absent server is tried again for ever. Both generations of the survey protocol are spoken.
 */
public final class NanomsgClient implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NanomsgClient.class);

  private final Engine engine = Engine.acquire();
  private final String name;
  private final byte[] answer;
  private final Respondent respondent;
  private final CountDownLatch answered = new CountDownLatch(1);
  private final AtomicInteger servers = new AtomicInteger();
  private final AtomicLong answers = new AtomicLong();
  private final Closing closing = new Closing();

  private NanomsgClient(String urlSurvey, String name, NanomsgOptions options) {
    this.name = name;
    this.answer = name.getBytes(StandardCharsets.UTF_8);
    try {
      respondent = engine.call(() -> connect(urlSurvey, options));
    } catch (RuntimeException malformed) {
      engine.release();
      throw malformed;
    }
  }

  /** On the engine's thread, so that no survey comes before all is there. */
  private Respondent connect(String urlSurvey, NanomsgOptions options) {
    Events events = new Events();
    Respondent made = Respondent.connect(engine, urlSurvey, options.forAnswers(), events);
    events.respondent = made;
    return made;
  }

  /**
   * Starts a client with {@link NanomsgOptions#defaults()}; does not wait for the network.
   *
   * @param urlSurvey where the server surveys: {@code tcp://HOST:PORT} or {@code ipc:///PATH},
   *     several joined by commas
   * @param name 1 to 255 octets of UTF-8 without control characters and without {@code |}
   * @throws IllegalArgumentException if the endpoint or the name is malformed
   */
  public static NanomsgClient start(String urlSurvey, String name) {
    return start(urlSurvey, name, NanomsgOptions.defaults());
  }

  /**
   * Starts a client, as above.
   *
   * @throws IllegalArgumentException if the endpoint or the name is malformed
   */
  public static NanomsgClient start(String urlSurvey, String name, NanomsgOptions options) {
    Objects.requireNonNull(options, "options");
    return ShutdownHook.closes(
        new NanomsgClient(urlSurvey, Member.named(name).name(), options),
        options.closeOnShutdown(),
        ShutdownHook.Order.FIRST);
  }

  private final class Events implements Respondent.Events {

    private @Nullable Respondent respondent;

    @Override
    public void asked(Question question) {
      if (respondent != null) {
        respondent.answer(question, answer);
        answers.incrementAndGet();
        answered.countDown();
      }
    }

    @Override
    public void connected(Pipe pipe) {
      servers.incrementAndGet();
    }

    @Override
    public void lost(Pipe pipe, String why) {
      servers.decrementAndGet();
      log.debug("{}: {}", pipe, why);
    }

    /** It is counted and logged already. */
    @Override
    public void dropped(String what) {}
  }

  /** The name that it answers with. */
  public String name() {
    return name;
  }

  /** To how many servers it is connected now. */
  public int servers() {
    return servers.get();
  }

  /** How many surveys it has answered. */
  public long answers() {
    return answers.get();
  }

  /**
   * Waits until it has answered a survey; the protocol does not tell more.
   *
   * @return whether it has
   * @throws InterruptedException if the calling thread is interrupted
   */
  public boolean awaitAnswered(Duration timeout) throws InterruptedException {
    return answered.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Ends its connections, which is how one leaves here. Idempotent. */
  @Override
  public void close() {
    ShutdownHook.forget(this);
    closing.close(
        engine,
        () -> {
          respondent.close();
          engine.release();
        });
  }

  @Override
  public String toString() {
    return "nanomsg client " + name;
  }
}
