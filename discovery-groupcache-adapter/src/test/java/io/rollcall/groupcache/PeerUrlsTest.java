package io.rollcall.groupcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.Status;
import io.rollcall.testkit.ManualMembership;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerUrlsTest {
  private final List<String> warnings = new ArrayList<>();
  private final PeerUrls urls = new PeerUrls(Optional.empty(), warnings::add);

  @Test
  void shouldWarnOnceOfAMemberAsLongAsItStays() {
    try (ManualMembership members = ManualMembership.start()) {
      members.join("wrong", "http://a:1");
      assertThat(of(members)).containsExactly("http://a:1");
      members.join("http://b:1");
      members.update(Member.named("wrong").withStatus(Status.OFFLINE));
      of(members);
      members.update(Member.named("wrong"));
      of(members);
      assertThat(warnings)
          .containsExactly(
              "the member 'wrong' is no peer of the cache: 'wrong' is no base URL,"
                  + " it begins with neither http:// nor https://");
      members.leave("wrong");
      of(members);
      members.join("wrong");
      of(members);
      assertThat(warnings).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://a, ",
    "https://a:8443/path, ",
    "http://[::1]:65535, ",
    "http://cache_1.my_stack:8080, ",
    "http://tasks_cache, ",
    "a b, it begins with neither http:// nor https://",
    "http://a b, '''a b'' is no host; an IPv6 address stands in brackets'",
    "http://::1, it must be http[s]://HOST[:PORT][/PATH]",
    "http://1.2.3, '''1.2.3'' is no host; an IPv6 address stands in brackets'",
    "http://a/b c, its path has a character that must be written as %XX",
    "https://a_b, '''a_b'' can''t stand in a certificate, so https can''t check it'",
    "ftp://a, it begins with neither http:// nor https://",
    "http:a, it begins with neither http:// nor https://",
    "http://:80, it names no host",
    "http://a:0, 'its port is not 1 to 65,535'",
    "http://a:65536, 'its port is not 1 to 65,535'",
    "http://u@a, 'it holds more than a host, a port and a path'",
    "http://a?b, 'it holds more than a host, a port and a path'",
    "http://a#b, 'it holds more than a host, a port and a path'",
    "http://a/, it ends with a slash"
  })
  void shouldTellWhatIsWrong(String url, String fault) {
    assertThat(BaseUrl.fault(url)).isEqualTo(Optional.ofNullable(fault));
  }

  private List<String> of(ManualMembership members) {
    Roster roster = members.roster();
    return urls.of(roster);
  }
}
