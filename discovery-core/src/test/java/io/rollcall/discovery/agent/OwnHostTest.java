package io.rollcall.discovery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.survey.Peer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnHostTest {
  private static final Peer ONE = new Peer(1);
  private static final Peer OTHER = new Peer(2);

  private final OwnHost host = new OwnHost();

  @Test
  void shouldBeThatOfTheFirstConnection() {
    assertThat(host.get()).isEmpty();
    assertThat(host.connected(ONE, address("10.0.0.1"))).isTrue();
    assertThat(host.connected(OTHER, address("10.0.0.2"))).isFalse();
    assertThat(host.get()).isEqualTo(address("10.0.0.1"));
  }

  @Test
  void shouldStayUntilAnotherConnectionIsMade() {
    host.connected(ONE, address("10.0.0.1"));
    host.lost(ONE);
    assertThat(host.get()).isEqualTo(address("10.0.0.1"));
    assertThat(host.connected(ONE, address("10.0.0.1"))).as("another").isFalse();
    host.lost(ONE);
    assertThat(host.connected(OTHER, address("10.0.0.2"))).isTrue();
    assertThat(host.get()).isEqualTo(address("10.0.0.2"));
  }

  @Test
  void shouldNotDependOnAConnectionThatDidNotDecide() {
    host.connected(ONE, address("10.0.0.1"));
    host.connected(OTHER, address("10.0.0.2"));
    host.lost(OTHER);
    assertThat(host.connected(OTHER, address("10.0.0.2"))).isFalse();
  }

  @Test
  void shouldNotBeOneThatMeansNothingElsewhere() {
    assertThat(host.connected(ONE, Optional.empty())).isFalse();
    assertThat(host.connected(ONE, address("fe80::1"))).isFalse();
    assertThat(host.connected(ONE, address("2001:db8::1"))).isTrue();
  }

  private static Optional<InetAddress> address(String literal) {
    try {
      return Optional.of(InetAddress.getByName(literal));
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
