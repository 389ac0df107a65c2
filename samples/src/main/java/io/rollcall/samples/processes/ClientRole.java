package io.rollcall.samples.processes;

import io.rollcall.discovery.Client;
import java.io.IOException;

/** A process that joins when it is told to, and leaves when it is told to. */
final class ClientRole {
  private ClientRole() {}

  public static void main(String... args) throws IOException, InterruptedException {
    String urlServer = args[0];
    String name = args[1];
    Rehearsal.run();
    Told told = new Told();
    Line.say("ready");
    if (!told.await("join")) {
      return;
    }
    Line.say("starting");
    Client client = Client.start(urlServer, name);
    if (told.await("leave")) {
      Line.say("leaving");
    }
    client.close();
  }
}
