package io.rollcall.groupcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.convention.ConventionCase;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Roster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeerUrlsTest {
  private final List<String> warnings = new ArrayList<>();
  private final PeerUrls urls = new PeerUrls("", warnings::add);

  @ParameterizedTest
  @MethodSource("io.rollcall.convention.ConventionCase#all")
  void shouldReadTheConvention(ConventionCase each) {
    Member member = Member.named(each.name()).withAttributes(each.attributes());
    boolean isPeer = each.address().isPresent() && each.malformed().isEmpty();

    List<String> found = urls.of(Roster.of(List.of(member), 1));

    assertThat(found).hasSize(isPeer ? 1 : 0);
    assertThat(warnings).hasSize(isPeer ? 0 : 1);
    assertThat(found)
        .allSatisfy(
            url -> {
              assertThat(url).startsWith(each.secure() ? "https://" : "http://");
              assertThat(each.address().orElseThrow()).endsWith(url.replaceAll("https?://", ""));
            });
  }

  @Test
  void shouldTakeANameWithAPath() {
    Member member = Member.named("http://cache.example/pool");
    assertThat(urls.of(Roster.of(List.of(member), 1))).containsExactly(member.name());
  }

  @Test
  void shouldWarnOnceAsLongAsAMemberStays() {
    Roster roster = Roster.of(List.of(Member.named("web")), 1);
    assertThat(urls.of(roster)).isEmpty();
    assertThat(urls.of(roster)).isEmpty();
    assertThat(warnings)
        .containsExactly(
            "the member 'web' is no peer of the cache, its base URL would be 'web': "
                + BaseUrl.fault("web").orElseThrow());
  }
}
