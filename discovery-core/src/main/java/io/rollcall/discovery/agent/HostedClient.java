package io.rollcall.discovery.agent;

import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.survey.Action;
import io.rollcall.discovery.survey.Respondent;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One of the clients that share the connections of a {@link ClientAgent}. Only for that one's
 * thread, unless a method says otherwise.
 */
public final class HostedClient extends Timed {
  final String name;
  final Incarnation incarnation;
  final Respondent respondent;
  final Consumer<ClientState> states;

  /** What the application said last; its addresses may lack the host. */
  private Member given;

  private volatile @Nullable InetAddress host;

  /** That address and those before. */
  private final Set<InetAddress> hosts = ConcurrentHashMap.newKeySet();

  /** When its goodbye has taken long enough. */
  long closeBy = Long.MAX_VALUE;

  /** Run once it has gone. */
  Runnable whenGone = () -> {};

  /**
   * A client of this incarnation that is on no connection yet; {@code name} stands in the log,
   * {@code states} must not block.
   */
  public HostedClient(
      String name,
      Incarnation incarnation,
      String cluster,
      Member self,
      Consumer<ClientState> states) {
    this.name = name;
    this.incarnation = incarnation;
    this.respondent = new Respondent(incarnation, cluster, self);
    this.states = states;
    this.given = self;
  }

  /** By which address of this host it reaches its servers, if that is known. For any thread. */
  public Optional<InetAddress> host() {
    return Optional.ofNullable(host);
  }

  /** By which addresses of this host it has reached its servers so far. For any thread. */
  public Set<InetAddress> hosts() {
    return Collections.unmodifiableSet(hosts);
  }

  /** It reaches its servers by this address of this host. */
  List<Action.OfClient> reachesFrom(InetAddress local, long now) {
    hosts.add(local);
    host = local;
    return respondent.update(given.withHost(local), now);
  }

  /** It says something else of itself. */
  List<Action.OfClient> update(Member self, long now) {
    given = self;
    return respondent.update(host().map(self::withHost).orElse(self), now);
  }

  long dueNext() {
    return Math.min(respondent.due(), closeBy);
  }
}
