package io.rollcall.stress.handles;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.Feed;
import io.rollcall.discovery.FeedClosedException;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Handles;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Subscriber;
import io.rollcall.discovery.agent.ConnectionPool;
import io.rollcall.discovery.agent.Environment;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Three servers, a, b and c, and the connections that the handles of one JVM share. Thread-safe.
 */
final class Site {
  private static final Options OPTIONS = Options.defaults();

  private final MemoryTransport transport = new MemoryTransport();
  private final ConnectionPool connections =
      new ConnectionPool(transport, (Environment) OPTIONS.environment());

  Client client(String endpoints, String name) {
    return Handles.client(connections, endpoints, Member.named(name), OPTIONS);
  }

  Subscriber subscriber(String endpoints) {
    return Handles.subscriber(connections, endpoints, OPTIONS);
  }

  /** A subscriber that has a roster. */
  Subscriber liveSubscriber(String endpoints) {
    Subscriber subscriber = subscriber(endpoints);
    settle();
    return subscriber;
  }

  /** One that has joined and has a roster; both kinds of connections go to the same endpoints. */
  ClientWithSub liveClientWithSub(String endpoints, String name) {
    ClientWithSub client =
        Handles.clientWithSub(connections, endpoints, endpoints, Member.named(name), OPTIONS);
    settle();
    return client;
  }

  /** Waits until what was said is answered, and the answers are heard. */
  void settle() {
    for (String turn : List.of("said", "answered", "heard")) {
      Turns.call(() -> turn);
    }
  }

  /** Who is present at a server, as {@link Register#present} says it. */
  String presentAt(String endpoint) {
    return Turns.call(() -> Objects.requireNonNull(transport.server(endpoint)).present());
  }

  /** Where each set of connections that is open leads; empty if none is. */
  String open() {
    return transport.open();
  }

  static String phase(Client client) {
    return client.clientState().phase().name();
  }

  /** The last item of a feed that ends; empty if there is none. */
  static <T> String last(Feed<T> feed, Function<T, String> words) {
    return last(feed.queue(), words);
  }

  /** The last item of a queue that ends; empty if there is none. */
  static <T> String last(FeedQueue<T> queue, Function<T, String> words) {
    String last = "";
    try {
      while (true) {
        last = words.apply(queue.take());
      }
    } catch (FeedClosedException end) {
      return last;
    } catch (InterruptedException nobodyDoes) {
      throw new IllegalStateException(nobodyDoes);
    }
  }

  static String phase(ClientState state) {
    return state.phase().name();
  }
}
