package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.convention.ConventionCase;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAttributesTest {
  @ParameterizedTest
  @MethodSource("io.rollcall.convention.ConventionCase#all")
  void shouldReadTheConvention(ConventionCase each) {
    Member member =
        Member.named(each.name()).withType(each.type()).withAttributes(each.attributes());
    assertThat(member.address().map(Address::toString)).isEqualTo(each.address());
    assertThat(member.address().map(Address::isSecure).orElse(false)).isEqualTo(each.secure());
    assertThat(member.weight()).isEqualTo(each.weight());
    assertThat(member.fault().map(fault -> fault.substring(0, fault.indexOf(' '))))
        .isEqualTo(each.malformed());
    assertThat(Roster.of(List.of(member), 1).ofType(each.type()).names())
        .containsExactly(each.name());
    ThrowingCallable start = () -> ServiceAttributes.checkOwn(member);
    if (each.starts()) {
      assertThatCode(start).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(start).hasMessageContaining("reserved for the library");
    }
  }

  @Test
  void shouldFallBackToTheOnlyAddress() {
    Member member = Member.named("web").withAddress("h:80").withAddress("grpc", Address.of("h:81"));
    assertThat(member.address("grpc")).contains(Address.of("h:81"));
    assertThat(member.address("mesh")).contains(Address.of("h:80"));
    Member malformed = member.withAttribute("address.grpc", "h");
    assertThat(malformed.address("grpc")).isEmpty();
    assertThat(malformed.fault()).contains("address.grpc 'h': it must be HOST:PORT");
  }

  @Test
  void shouldKeepWhetherToUseTls() {
    Member member = Member.named("web").withAddress(Address.of("h:80").withSecure(true));
    assertThat(member.address()).contains(Address.of("h:80").withSecure(true));
    assertThat(member.withAddress("h:81").address()).contains(Address.of("h:81"));
    assertThat(member.withAddress("https://h:1").attributes()).containsOnlyKeys("address");
  }

  @Test
  void shouldTakeAPort() {
    assertThat(Address.of("[::1]:80").host()).isEqualTo("::1");
    assertThat(Address.of("tcp://h:80").scheme()).contains("tcp");
    assertThat(Address.of("h:80").unresolved().isUnresolved()).isTrue();
  }

  @Test
  void shouldAddTheHostToPortsAlone() throws UnknownHostException {
    Member member =
        Member.named("web")
            .withPort(80)
            .withPort("grpc", 81)
            .withAttribute("address.mesh", "tcp://:82")
            .withAddress("far", Address.of("h:83"));
    assertThat(member.attributes()).containsEntry("address", ":80");
    assertThat(member.address()).isEmpty();

    Member four = member.withHost(InetAddress.getByName("10.0.0.1"));
    assertThat(four.address()).contains(Address.of("10.0.0.1:80"));
    assertThat(four.address("grpc")).contains(Address.of("10.0.0.1:81"));
    assertThat(four.address("mesh")).contains(Address.of("tcp://10.0.0.1:82"));
    assertThat(four.address("far")).contains(Address.of("h:83"));

    Member six = member.withHost(InetAddress.getByName("2001:db8::1"));
    assertThat(six.address()).contains(Address.of("[2001:db8:0:0:0:0:0:1]:80"));
  }

  @ParameterizedTest
  @ValueSource(strings = {":0", ":65536", ":", "ftp://:80", ":80/x", "80"})
  void shouldAddNoHostToWhatIsNoPort(String address) {
    Member member = Member.named("web").withAttribute("address", address);
    assertThat(member.withHost(InetAddress.getLoopbackAddress())).isSameAs(member);
  }

  @Test
  void shouldAddTheHostAgainToAMemberThatWasRead() throws UnknownHostException {
    Member given = Member.named("web").withPort(80).withPort("grpc", 81);
    InetAddress first = InetAddress.getByName("10.0.0.1");
    Member read = given.withHost(first);
    Member altered = read.withStatus(Status.TAKEN).withAddress("grpc", Address.of("h:81"));
    Set<InetAddress> hosts = Set.of(first, InetAddress.getByName("10.0.0.2"));
    assertThat(ServiceAttributes.withPortsAlone(altered, given, hosts).attributes())
        .containsEntry("address", ":80")
        .containsEntry("address.grpc", "h:81");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65_536})
  void shouldRefuseAPortOutOfBounds(int port) {
    assertThatThrownBy(() -> Member.named("a").withPort(port))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("port is " + port + "; it must be 1 to 65535");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 257, Integer.MIN_VALUE})
  void shouldRefuseAWeightOutOfBounds(int weight) {
    assertThatThrownBy(() -> Member.named("a").withWeight(weight))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weight is " + weight + "; it must be 0 to 256");
  }

  @Test
  void shouldNameWhatIsWrongWithAnAddress() {
    assertThatThrownBy(() -> Member.named("a").withAddress("web:0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("address 'web:0': port 0 is not 1 to 65535");
  }

  @Test
  void shouldReserveSomeKeysForTheLibrary() {
    Member member = Member.named("a").withAttribute("rollcall.mesh", "h:1");
    assertThatThrownBy(() -> ServiceAttributes.checkOwn(member))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "attribute 'rollcall.mesh' of 'a': keys that begin with 'rollcall.' are reserved for"
                + " the library");
    assertThat(ServiceAttributes.checkOwn(Member.named("a").withAttribute("rollcalls", "1")))
        .isNotNull();
  }
}
