package io.rollcall.nanomsg;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.Metered;
import io.rollcall.discovery.Metric;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.net.Closing;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.spi.Responses;
import io.rollcall.discovery.thread.ShutdownHook;
import io.rollcall.nanomsg.sp.Pub;
import io.rollcall.nanomsg.sp.Surveyor;
import java.util.List;
import java.util.Objects;

/**
 * Lets processes that speak nanomsg's protocols join a server: those of nanomsg, nng, mangos and
 * gopherdiscovery, unchanged. Thread-safe.
 *
 * <p>It binds an SP surveyor and an SP pub. Whoever answers the surveys with a name is a member
 * like any other, in the same rounds and under the same rules, with the attribute {@link #VIA}.
 * What is published is every name of the roster, sorted and joined by {@code |}, whenever the names
 * change. A subscriber that comes late, or has lost a message, gets them once with the next pulse.
 * Nothing is published before the server has settled.
 *
 * <p>A respondent has no goodbye: it leaves when its connection ends, or when it misses its rounds.
 */
public final class NanomsgGateway implements Metered, AutoCloseable {
  /** The attribute that says how a member came. */
  public static final String VIA = "via";

  /** What it says of those who came by a gateway. */
  public static final String NANOMSG = "nanomsg";

  /** So many times as long as it publishes it rests. */
  private static final int REST = 3;

  private final Engine engine;
  private final SurveySide survey;
  private final PublishSide publish;
  private final Surveyor surveyor;
  private final Pub pub;
  private final Responses responses;
  private final PublishedNames names;
  private final FeedSubscription states;
  private final List<Metric> metrics;
  private final Closing closing = new Closing();

  private NanomsgGateway(
      Server server, String urlSurvey, String urlPubSub, NanomsgOptions options) {
    engine = Engine.acquire();
    survey = new SurveySide(engine);
    publish = new PublishSide(engine, options.pulse().toNanos());
    try {
      surveyor = Surveyor.bind(engine, urlSurvey, options.forAnswers(), survey);
      pub = bindPub(urlPubSub, options);
    } catch (RuntimeException notBound) {
      engine.release();
      throw notBound;
    }
    responses = engine.call(() -> survey.start(surveyor, server));
    engine.execute(() -> publish.start(pub));
    names = new PublishedNames(() -> server.roster().names(), this::published, this::close);
    metrics = new GatewayMetrics(survey, publish, surveyor::counts, pub::counts).list();
    states = server.states().subscribe(names::state);
    server.peers().subscribe(names);
  }

  private Pub bindPub(String urlPubSub, NanomsgOptions options) {
    try {
      return Pub.bind(engine, urlPubSub, options.forAnswers(), publish);
    } catch (RuntimeException notBound) {
      surveyor.close();
      throw notBound;
    }
  }

  /**
   * Starts a gateway with {@link NanomsgOptions#defaults()}.
   *
   * @param server whose members they become; when it is closed the gateway closes too
   * @param urlSurvey where respondents connect to: {@code tcp://HOST:PORT}, the host may be {@code
   *     *} and the port 0 for a free one, or {@code ipc:///PATH}; several are joined by commas
   * @param urlPubSub where subscribers connect to, in the same form
   * @throws IllegalArgumentException if an endpoint is malformed
   * @throws DiscoveryException if one can't be bound; nothing is left behind
   */
  public static NanomsgGateway start(Server server, String urlSurvey, String urlPubSub) {
    return start(server, urlSurvey, urlPubSub, NanomsgOptions.defaults());
  }

  /**
   * Starts a gateway.
   *
   * @param server whose members they become, as above
   * @param urlSurvey where respondents connect to, as above
   * @param urlPubSub where subscribers connect to, as above
   * @param options its pace and its bounds
   * @throws IllegalArgumentException if an endpoint is malformed
   * @throws DiscoveryException if one can't be bound; nothing is left behind
   */
  public static NanomsgGateway start(
      Server server, String urlSurvey, String urlPubSub, NanomsgOptions options) {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(options, "options");
    return ShutdownHook.closes(
        new NanomsgGateway(server, urlSurvey, urlPubSub, options),
        options.closeOnShutdown(),
        ShutdownHook.Order.FIRST);
  }

  /**
   * The next list is taken when this one is on its way, and a while later: meanwhile only the
   * newest is kept. So names that change all the time leave the thread to the others for most of
   * it.
   */
  private void published(List<String> present) {
    engine.execute(
        () -> {
          long began = engine.now();
          publish.publish(present);
          engine.after(REST * (engine.now() - began), names::more);
        });
  }

  /** Where respondents connect to: the host as given, the port as bound. */
  public String urlSurvey() {
    return surveyor.endpoints();
  }

  /** Where subscribers connect to: the host as given, the port as bound. */
  public String urlPubSub() {
    return pub.endpoints();
  }

  @Override
  public List<Metric> metrics() {
    return metrics;
  }

  @Override
  public boolean isClosed() {
    return closing.hasBegun();
  }

  /**
   * Lets go of all respondents, which leave like those whose connection is lost, and waits until
   * the ports are free. Idempotent.
   */
  @Override
  public void close() {
    ShutdownHook.forget(this);
    closing.close(engine, this::end);
  }

  private void end() {
    names.cancel();
    states.close();
    responses.close();
    engine.call(
        () -> {
          publish.stop();
          return true;
        });
    surveyor.close();
    pub.close();
    engine.release();
  }

  @Override
  public String toString() {
    return "nanomsg gateway " + urlSurvey() + " " + urlPubSub();
  }
}
