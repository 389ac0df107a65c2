package io.rollcall.groupcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Status;
import io.rollcall.testkit.ManualMembership;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A pool whose peers are the members of a membership; by hand, each step is over when it returns.
 */
class FollowTest {
  private static final String A = "http://a:1";
  private static final String B = "http://b:1";
  private static final String C = "http://c:1";

  @Test
  void shouldHaveTheMembersForPeers() {
    try (ManualMembership members = ManualMembership.start();
        HttpPool pool = pool(Pools.PATIENT)) {
      pool.follow(members);
      members.join(B, A, "no url", "ftp://c", "http://d/");
      members.becomeLive();
      assertPeers(pool, A, B);
      members.join(C);
      assertPeers(pool, A, B, C);
      members.leave(A);
      assertPeers(pool, B, C);
      members.update(Member.named(B).withStatus(Status.OFFLINE));
      assertPeers(pool, C);
      members.update(Member.named(B).withStatus(Status.TAKEN));
      assertPeers(pool, B, C);
    }
  }

  @Test
  void shouldFindTheUrlInTheAddressOfThisName() {
    try (ManualMembership members = ManualMembership.start();
        HttpPool pool = pool(Pools.PATIENT.withAddressName("cache"))) {
      pool.follow(members);
      members.join(Member.named("one").withAttribute("address.cache", A));
      members.join(Member.named("two").withAttribute("address.cache", A));
      members.join(Member.named("three").withAttribute("address.cache", "wrong"));
      members.join(B);
      members.becomeLive();
      assertPeers(pool, B, A);
      members.update(Member.named("two").withAttribute("address.cache", C));
      assertPeers(pool, B, A, C);
    }
  }

  @Test
  void shouldKeepTheLastListWhileTheMembershipIsStaleOrEnded() {
    try (ManualMembership members = ManualMembership.start();
        HttpPool pool = pool(Pools.PATIENT)) {
      pool.follow(members);
      members.join(A, B);
      members.becomeLive();
      assertPeers(pool, A, B);
      members.stale();
      members.leave(A);
      assertPeers(pool, A, B);
      members.becomeLive();
      assertPeers(pool, B);
      members.close();
      assertPeers(pool, B);
    }
  }

  @Test
  void shouldFollowTheLastOneAlone() {
    try (ManualMembership first = ManualMembership.start();
        HttpPool pool = pool(Pools.PATIENT)) {
      pool.follow(first);
      first.join(A);
      first.becomeLive();
      assertPeers(pool, A);
      pool.follow(Membership.of(B));
      await().until(() -> pool.peers().equals(List.of(B)));
      first.join(C);
      assertThat(pool.peers()).containsExactly(B);
      pool.close();
      assertThatThrownBy(() -> pool.follow(first))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is closed");
    }
  }

  private static HttpPool pool(HttpPoolOptions options) {
    return HttpPool.mounted("http://self:1", options);
  }

  private static void assertPeers(HttpPool pool, String... urls) {
    assertThat(pool.peers()).containsExactly(urls);
  }
}
