package io.rollcall.daemon;

import io.rollcall.daemon.text.WorkerAddress;
import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.MembershipListener;
import io.rollcall.discovery.State;
import io.rollcall.discovery.feed.LiveMembership;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon that joins a Rollcall server instead of a manager. Its workers are those of the server's
 * members whose name is an address. Nobody registers with it.
 */
final class ServerMember implements Role {
  private static final Logger log = LoggerFactory.getLogger(ServerMember.class);

  private final Settings settings;
  private final LiveMembership membership;
  private final Consumer<RuntimeException> failed;
  private final Object lock = new Object();
  private @Nullable OwnAddress own;
  private @Nullable ClientWithSub client;
  private boolean stopped;

  /** {@code failed} is told why it can't join, if that shows after {@link #start} only. */
  ServerMember(Settings settings, LiveMembership membership, Consumer<RuntimeException> failed) {
    this.settings = settings;
    this.membership = membership;
    this.failed = failed;
  }

  @Override
  public void start(int port) {
    if (settings.name().isEmpty()) {
      own = OwnAddress.towards(settings.survey(), address -> joinFrom(address, port));
    } else {
      join(settings.name());
    }
  }

  private void joinFrom(InetAddress address, int port) {
    try {
      join(WorkerAddress.of(address, port));
    } catch (RuntimeException why) {
      failed.accept(why);
    }
  }

  private void join(String name) {
    synchronized (lock) {
      if (stopped) {
        return;
      }
      ClientWithSub joined =
          ClientWithSub.start(
              settings.survey(), settings.pubSub(), Member.named(name), settings.options());
      client = joined;
      joined.follow(new Shown());
      log.info("{} joins the server {}", name, settings.survey());
    }
  }

  /** Whoever awaits that the daemon is live finds its workers then. */
  private final class Shown implements MembershipListener {
    @Override
    public void changed(MembershipChange change) {
      membership.publish(change);
    }

    @Override
    public void became(State state) {
      membership.publish(state);
    }
  }

  @Override
  public String register(TextConnection from, int port) {
    return FORBIDDEN;
  }

  @Override
  public String update(TextConnection from, String list) {
    return FORBIDDEN;
  }

  @Override
  public void hinted() {}

  @Override
  public boolean isManager(InetAddress address) {
    return false;
  }

  @Override
  public void gone(TextConnection connection, String why) {}

  @Override
  public List<String> workers() {
    return membership.roster().names().stream().filter(WorkerAddress::isAddress).toList();
  }

  @Override
  public long version() {
    return membership.roster().version();
  }

  @Override
  public void stop() {
    if (own != null) {
      own.cancel();
    }
    ClientWithSub last;
    synchronized (lock) {
      stopped = true;
      last = client;
    }
    if (last != null) {
      last.close();
    }
    if (own != null) {
      own.awaitEnd();
    }
  }
}
