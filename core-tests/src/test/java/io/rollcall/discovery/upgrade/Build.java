package io.rollcall.discovery.upgrade;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One build of the library, in terms that all builds share: each has classes of its own. */
public interface Build {
  Server server(String urlServer, String urlPubSub, Duration settleTime);

  Client client(String urlServer, String name, String zone);

  /** A client that has joined and then drops its connection without a word. */
  void crash(String urlServer, String name, Runnable whileItIsThere);

  Subscriber subscriber(String urlPubSub);

  Seen seen();

  /** What a build was seen to do since it was told to forget. */
  interface Seen {
    /** The names of messages that came with the field that the next version adds. */
    Set<String> withField();

    /** The names of messages that came without it. */
    Set<String> withoutField();

    /** The roles in which a kind of the next version was ignored. */
    Set<String> ignoredBy();

    /** What was dropped, by whom. */
    Set<String> dropped();

    void forget();
  }

  /** What is closed without a checked exception. */
  interface Running extends AutoCloseable {
    @Override
    void close();
  }

  interface Server extends Running {
    String urlServer();

    String urlPubSub();

    Map<String, String> zones();

    boolean isLive();
  }

  interface Client extends Running {
    void moveTo(String zone);

    /** The phase, and the reason if it is refused. */
    String state();
  }

  interface Subscriber extends Running {
    /** The zone of each member. */
    Map<String, String> zones();

    /** A line for each event. */
    List<String> events();

    boolean isLive();
  }
}
