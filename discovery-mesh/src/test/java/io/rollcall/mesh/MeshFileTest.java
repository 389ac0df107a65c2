package io.rollcall.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MeshFileTest {
  @TempDir Path folder;

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("mesh.json"), json.replace('\'', '"'));
  }

  private MeshOptions load(String json) throws IOException {
    return MeshFile.load(file(json), Map.of());
  }

  @Test
  void shouldHaveTheDefaultsOfDiarkis() throws IOException {
    assertThat(MeshOptions.load(file("{}")))
        .isEqualTo(
            MeshOptions.builder()
                .bind("tcp://127.0.0.1:8000")
                .portScan(1000)
                .server("tcp://127.0.0.1:6789", "tcp://127.0.0.1:6790")
                .build());
  }

  @Test
  void shouldTakeEachKey() throws IOException {
    MeshOptions options =
        load(
            """
            {
              'address': '::1', 'nic': 'nowhere0', 'port': '9000',
              'marsAddress': 'mars.example', 'marsPort': 7655, 'marsAddressCacheTTL': 5,
              'retryInterval': 200, 'retryTimeout': 900,
              'strictCheckForExternal': true, 'sendInterval': 17
            }
            """);
    assertThat(options.bind()).isEqualTo("tcp://[::1]:9000");
    assertThat(options.urlServer()).isEqualTo("tcp://mars.example:7655");
    assertThat(options.urlPubSub()).isEqualTo("tcp://mars.example:7656");
    assertThat(options.retryInterval()).isEqualTo(Duration.ofMillis(200));
    assertThat(options.retryTimeout()).isEqualTo(Duration.ofMillis(900));
    assertThat(options.strict()).isTrue();
    assertThat(options.sendInterval()).isEqualTo(Duration.ofMillis(17));
  }

  @Test
  void shouldTakeTheAddressOfAnInterface() throws IOException {
    NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
    assertThat(load("{'nic': '" + loopback.getName() + "', 'port': 0}"))
        .returns("tcp://127.0.0.1:0", MeshOptions::bind)
        .returns(0, MeshOptions::portScan);
  }

  @Test
  void shouldPutTheEnvironmentBeforeTheFile() throws IOException {
    Map<String, String> variables =
        Map.of(MeshFile.MARS_ADDRESS, "10.0.0.9", MeshFile.MARS_PORT, "7000");
    MeshOptions options =
        MeshFile.load(file("{'marsAddress': '10.0.0.1', 'marsPort': 1}"), variables);
    assertThat(options.urlServer()).isEqualTo("tcp://10.0.0.9:7000");
    assertThat(options.urlPubSub()).isEqualTo("tcp://10.0.0.9:7001");
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("{'prot': 1}", "key 'prot' is unknown; it must be one of address, nic, port"),
        Arguments.of("{'port': 65536}", "port 65536 is not a whole number of 0 to 65535"),
        Arguments.of("{'port': '80a'}", "port '80a' is not a whole number of 0 to 65535"),
        Arguments.of("{'port': 80.5}", "port 80.5 is not a whole number of 0 to 65535"),
        Arguments.of("{'port': true}", "port true is not a whole number"),
        Arguments.of("{'port': null}", "port null is not a whole number"),
        Arguments.of("{'marsPort': 65535}", "marsPort 65535 is not a whole number of 1 to 65534"),
        Arguments.of("{'marsAddress': ''}", "marsAddress '' is not a text that is not empty"),
        Arguments.of("{'marsAddress': 'a b'}", "marsAddress 'a b' is not an address to connect to"),
        Arguments.of("{'address': 'a b'}", "address 'a b' is not an address to listen at"),
        Arguments.of("{'nic': 'none9'}", "nic 'none9' is not a network interface of this host; it"),
        Arguments.of(
            "{'retryInterval': 9}", "retryInterval 9 is not a whole number of 10 to 60000"),
        Arguments.of("{'retryTimeout': 1e9}", "retryTimeout 1.0E9 is not a whole number of 10"),
        Arguments.of("{'marsAddressCacheTTL': -1}", "marsAddressCacheTTL -1 is not a whole number"),
        Arguments.of("{'sendInterval': 1001}", "sendInterval 1001 is not a whole number of 0 to 1"),
        Arguments.of("{'strictCheckForExternal': 1}", "strictCheckForExternal 1 is not true or"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void shouldNameTheFileTheKeyTheValueAndTheBound(String json, String message) throws IOException {
    Path file = file(json);
    assertThatThrownBy(() -> MeshFile.load(file, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + ": " + message);
  }

  static Stream<Arguments> noObject() {
    return Stream.of(
        Arguments.of("{'port': 1,\n 'port': 2}", ", line 2, column "),
        Arguments.of("{'port': 1\n 'nic': 0}", ", line 2, column "),
        Arguments.of("{} {}", ", line 1, column "),
        Arguments.of("", ", line 1, column "),
        Arguments.of("[]", ": it is no JSON object"),
        Arguments.of("null", ": it is no JSON object"));
  }

  @ParameterizedTest
  @MethodSource("noObject")
  void shouldTellWhereTheFileIsNoJsonObject(String json, String where) throws IOException {
    Path file = file(json);
    assertThatThrownBy(() -> MeshFile.load(file, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + where);
  }

  @Test
  void shouldNameABadVariable() throws IOException {
    Path file = file("{}");
    assertThatThrownBy(() -> MeshFile.load(file, Map.of(MeshFile.MARS_PORT, "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("variable DIARKIS_MARS_PORT 'x' is not 1 to 65534");
    assertThatThrownBy(() -> MeshFile.load(file, Map.of(MeshFile.MARS_ADDRESS, "a b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("variable DIARKIS_MARS_ADDR 'a b' is not an address to connect to");
  }

  @Test
  void shouldNameAFileThatIsNotThere() {
    Path none = folder.resolve("none.json");
    assertThatThrownBy(() -> MeshOptions.load(none))
        .isInstanceOf(DiscoveryException.class)
        .hasMessageStartingWith(none + " can't be read: ");
  }

  @Test
  void shouldJoinTheServerThatTheFileNames() throws Exception {
    try (Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", Options.local());
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      MeshOptions options =
          load("{'port': " + taken.getLocalPort() + "}")
              .withServer(server.urlServer(), server.urlPubSub());
      try (Mesh mesh = Mesh.start(Member.named("a"), options)) {
        assertThat(mesh.awaitReady(Duration.ofSeconds(30))).isTrue();
        assertThat(mesh.self().address().orElseThrow().port()).isNotEqualTo(taken.getLocalPort());
      }
    }
    assertThatThrownBy(() -> Mesh.start(Member.named("a"), MeshOptions.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the options name no server: see MeshOptions.withServer");
  }
}
