package io.rollcall.discovery;

import io.rollcall.discovery.agent.ConnectionPool;

/** Handles on connections other than those that the JVM shares. */
public final class Handles {
  private Handles() {}

  /** A client on these connections. */
  public static Client client(
      ConnectionPool connections, String urlServer, Member self, Options options) {
    return new Client(new Enrollment(connections, urlServer, self, options));
  }

  /** A subscriber on these connections. */
  public static Subscriber subscriber(
      ConnectionPool connections, String urlPubSub, Options options) {
    return new Subscriber(connections, urlPubSub, options);
  }

  /** A client that sees who is present, on these connections. */
  public static ClientWithSub clientWithSub(
      ConnectionPool connections,
      String urlServer,
      String urlPubSub,
      Member self,
      Options options) {
    return new ClientWithSub(
        connections, urlServer, new Subscriber(connections, urlPubSub, options), self, options);
  }
}
