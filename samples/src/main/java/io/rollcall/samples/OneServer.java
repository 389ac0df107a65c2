package io.rollcall.samples;

import io.rollcall.discovery.Server;

/** A server for whoever connects, also from other languages, until it is interrupted. */
public final class OneServer {
  private OneServer() {}

  /** Starts it on free ports, and says which. */
  public static void main(String... args) throws InterruptedException {
    Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0");
    // Ctrl-C is a goodbye too.
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    System.out.println("clients:     " + server.urlServer());
    System.out.println("subscribers: " + server.urlPubSub());
    server.await();
  }
}
