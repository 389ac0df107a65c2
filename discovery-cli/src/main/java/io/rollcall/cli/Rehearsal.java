package io.rollcall.cli;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;

/**
 * Does what short commands do, so that the JVM lists the classes that they load. The launcher runs
 * it when it makes its archive of classes.
 */
final class Rehearsal {
  private static final String ANY = "tcp://127.0.0.1:0";

  private Rehearsal() {}

  /** Takes no arguments. */
  public static void main(String[] args) {
    try (Server server = Server.start(ANY, ANY, Options.local());
        Client client = Client.start(server.urlServer(), "rehearsal")) {
      Rollcall.run("--help");
      Rollcall.run("members", "--url-pubsub", server.urlPubSub(), "--wait", "1");
      Rollcall.run("members", "--url-pubsub", server.urlPubSub(), "--wait", "1", "--json");
      client.close();
    }
    System.exit(0);
  }
}
