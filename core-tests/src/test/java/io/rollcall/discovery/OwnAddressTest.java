package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A member that gives a port alone says by which address it reaches its server. */
class OwnAddressTest {
  private static final Member WEB = Member.named("web").withPort(8080).withPort("grpc", 8081);
  private static final String SIX = "tcp://[::1]:0";
  private static final String OF_SIX = "[0:0:0:0:0:0:0:1]:8080";

  @ParameterizedTest
  @EnumSource
  void shouldAddTheAddressByWhichItReachesTheServer(TransportKind transport)
      throws InterruptedException {
    try (Server server = Brisk.server();
        Client client = start(server.urlServer(), WEB, transport)) {
      assertThat(client.awaitJoined(Brisk.PATIENCE)).isTrue();

      assertThat(address(client.self())).contains("127.0.0.1:8080");
      await().until(() -> seenBy(server).isPresent());
      assertThat(address(seenBy(server).orElseThrow())).contains("127.0.0.1:8080");
      assertThat(seenBy(server).orElseThrow().address("grpc"))
          .contains(Address.of("127.0.0.1:8081"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldHaveOneAddressWhateverTheServer(TransportKind transport) throws Exception {
    assumeIpv6();
    try (Server six = Server.start(SIX, SIX, Brisk.options());
        Server four = Brisk.server();
        Client client = start(six.urlServer(), WEB, transport)) {
      assertThat(client.awaitJoined(Brisk.PATIENCE)).isTrue();
      assertThat(address(client.self())).contains(OF_SIX);

      client.connectTo(six.urlServer() + "," + four.urlServer());
      await().until(() -> seenBy(four).isPresent());
      assertThat(address(seenBy(four).orElseThrow())).contains(OF_SIX);

      client.connectTo(four.urlServer());
      assertThat(address(client.self())).as("no connection was made since").contains(OF_SIX);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldFollowToTheNextConnectionThatIsMade(TransportKind transport) throws Exception {
    assumeIpv6();
    try (Server six = Server.start(SIX, SIX, Brisk.options());
        Server four = Brisk.server();
        Client client = start(six.urlServer(), WEB, transport)) {
      assertThat(client.awaitJoined(Brisk.PATIENCE)).isTrue();
      // What is read and altered is still a port alone.
      client.update(client.self().withStatus(Status.TAKEN));

      client.connectTo(four.urlServer());
      await().until(() -> seenBy(four).isPresent());
      assertThat(address(seenBy(four).orElseThrow())).contains("127.0.0.1:8080");
      assertThat(seenBy(four).orElseThrow().status()).isEqualTo(Status.TAKEN);
      assertThat(address(client.self())).contains("127.0.0.1:8080");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldLeaveAWholeAddressAsItIs(TransportKind transport) throws InterruptedException {
    Member member = Member.named("web").withAddress("203.0.113.7:80");
    try (Server server = Brisk.server();
        Client client = start(server.urlServer(), member, transport)) {
      assertThat(client.awaitJoined(Brisk.PATIENCE)).isTrue();
      assertThat(address(client.self())).contains("203.0.113.7:80");

      client.update(client.self().withPort(81));
      assertThat(address(client.self())).contains("127.0.0.1:81");
    }
  }

  private static Client start(String urlServer, Member self, TransportKind transport) {
    return Client.start(urlServer, self, Brisk.options().withTransport(transport));
  }

  private static Optional<Member> seenBy(Server server) {
    return server.roster().find("web");
  }

  private static Optional<String> address(Member member) {
    return member.address().map(Address::toString);
  }

  private static void assumeIpv6() {
    try (ServerSocket six = new ServerSocket(0, 1, InetAddress.getAllByName("::1")[0])) {
      assertThat(six.isBound()).isTrue();
    } catch (IOException none) {
      assumeTrue(false, "this machine has no IPv6 loopback");
    }
  }
}
