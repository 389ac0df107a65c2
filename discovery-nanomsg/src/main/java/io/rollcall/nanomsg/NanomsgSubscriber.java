package io.rollcall.nanomsg;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.MembershipView;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.State;
import io.rollcall.discovery.feed.DelimitedNames;
import io.rollcall.discovery.feed.ListedMembership;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.log.RareLog;
import io.rollcall.discovery.net.Alarm;
import io.rollcall.discovery.net.Closing;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.thread.ShutdownHook;
import io.rollcall.nanomsg.sp.Pipe;
import io.rollcall.nanomsg.sp.Sub;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is present, as a server publishes it that speaks nanomsg's protocols: a gopherdiscovery
 * server, or a {@link NanomsgGateway}. Thread-safe.
 *
 * <p>Members have a name and nothing else, and who is not listed any more has left {@link
 * Cause#SILENT}: the protocol does not tell more. gopherdiscovery tells one who comes late nothing
 * until the names change. The state is {@link State#LIVE} while a server is connected that has
 * published: a silent server and one without changes are the same here.
 */
public final class NanomsgSubscriber extends MembershipView implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NanomsgSubscriber.class);

  private final Engine engine = Engine.acquire();
  private final RareLog rare = new RareLog(log);
  private final Set<Pipe> complained = new HashSet<>();
  private final LiveMembership membership;
  private final NanomsgOptions options;
  private final ListedMembership lists;
  private final Sub sub;
  private final Closing closing = new Closing();
  private final Alarm settling = new Alarm(engine, this::settled);

  private NanomsgSubscriber(String urlPubSub, NanomsgOptions options, LiveMembership membership) {
    super(membership);
    this.membership = membership;
    this.options = options;
    this.lists =
        new ListedMembership(membership, options.settleTime().toNanos(), options.members());
    try {
      sub = engine.call(() -> Sub.connect(engine, urlPubSub, options.forNames(), new Events()));
    } catch (RuntimeException malformed) {
      engine.release();
      throw malformed;
    }
  }

  /**
   * Starts a subscriber with {@link NanomsgOptions#defaults()}; does not wait for the network.
   *
   * @param urlPubSub where the server publishes: {@code tcp://HOST:PORT} or {@code ipc:///PATH},
   *     several joined by commas; who is listed by any of them is present
   * @throws IllegalArgumentException if the endpoint is malformed
   */
  public static NanomsgSubscriber start(String urlPubSub) {
    return start(urlPubSub, NanomsgOptions.defaults(), Options.defaults());
  }

  /**
   * Starts a subscriber, as above.
   *
   * @param options its bounds
   * @param feeds of which it reads {@code backlog} and {@code executor}
   * @throws IllegalArgumentException if the endpoint is malformed
   */
  public static NanomsgSubscriber start(String urlPubSub, NanomsgOptions options, Options feeds) {
    Objects.requireNonNull(options, "options");
    return ShutdownHook.closes(
        new NanomsgSubscriber(urlPubSub, options, LiveMembership.onLoop(feeds)),
        options.closeOnShutdown(),
        ShutdownHook.Order.FIRST);
  }

  private final class Events implements Sub.Events {
    @Override
    public void connected(Pipe pipe) {
      lists.connected(pipe.number(), engine.now());
    }

    @Override
    public void received(Pipe pipe, byte[] body) {
      names(pipe, body)
          .ifPresent(
              names -> {
                lists.published(pipe.number(), names, engine.now());
                settling.set(lists.due());
              });
    }

    @Override
    public void lost(Pipe pipe, String why) {
      complained.remove(pipe);
      lists.lost(pipe.number());
      log.debug("{}: {}", pipe, why);
      settling.set(lists.due());
    }

    /** It is counted and logged already. */
    @Override
    public void dropped(String what) {}
  }

  /** The names that are names; nothing if they are too many, or no text. */
  private Optional<SortedSet<String>> names(Pipe pipe, byte[] body) {
    String list = Names.published(body).orElse(null);
    if (list == null) {
      complain(pipe, "what is no UTF-8");
      return Optional.empty();
    }
    int count = DelimitedNames.count(list);
    if (count > options.members()) {
      complain(pipe, "%,d names, more than %,d".formatted(count, options.members()));
      return Optional.empty();
    }
    DelimitedNames names = DelimitedNames.of(list);
    String problem = names.problem();
    if (problem != null) {
      complain(pipe, problem);
    }
    return Optional.of(names.names());
  }

  /** Once for each peer, which may say the same for ever. */
  private void complain(Pipe pipe, String published) {
    if (complained.add(pipe)) {
      rare.warn(pipe + " publishes " + published, engine.now());
    }
  }

  private void settled() {
    lists.tick(engine.now());
    settling.set(lists.due());
  }

  /** Ends its connections and its feeds. Idempotent. */
  @Override
  public void close() {
    ShutdownHook.forget(this);
    membership.conclude();
    closing.close(engine, this::end);
    // Idempotent, and outside: readers may close it again when they are told of the end.
    membership.end();
  }

  private void end() {
    sub.close();
    engine.call(
        () -> {
          settling.cancel();
          return true;
        });
    engine.release();
  }

  @Override
  public String toString() {
    return "nanomsg subscriber " + state() + " " + roster();
  }
}
