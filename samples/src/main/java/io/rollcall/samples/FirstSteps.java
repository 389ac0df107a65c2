package io.rollcall.samples;

import io.rollcall.discovery.Address;
import io.rollcall.discovery.Client;
import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Status;
import io.rollcall.discovery.pick.Picker;
import io.rollcall.discovery.pick.Policy;
import java.time.Duration;

/** The guide's first page: register a host and port, find them, drain, shut down. */
public final class FirstSteps {
  private FirstSteps() {}

  /** Takes no arguments. */
  public static void main(String... args) throws InterruptedException {
    Member other = Member.named("web2").withType("web").withPort(8081);
    try (Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0");
        Client web2 = Client.start(server.urlServer(), other)) {
      web2.awaitJoined(Duration.ofSeconds(10));
      run(server.urlServer(), server.urlPubSub());
    }
  }

  private static void run(String urlServer, String urlPubSub) throws InterruptedException {
    Member self = Member.named("web1").withType("web").withPort(8080);
    try (ClientWithSub web1 = ClientWithSub.start(urlServer, urlPubSub, self)) {
      web1.awaitLive(Duration.ofSeconds(10));
      try (Picker web = Picker.of(web1.ofType("web"), Policy.roundRobin())) {
        Address next = web.pick().flatMap(Member::address).orElseThrow();
        System.out.println("call " + next.host() + " at " + next.port());
      }
      web1.update(web1.self().withStatus(Status.TAKEN));
    }
  }
}
