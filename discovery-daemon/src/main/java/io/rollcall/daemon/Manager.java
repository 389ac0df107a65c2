package io.rollcall.daemon;

import io.rollcall.daemon.text.Command;
import io.rollcall.daemon.text.PushPace;
import io.rollcall.daemon.text.Registrations;
import io.rollcall.daemon.text.WorkerAddress;
import io.rollcall.discovery.Cause;
import io.rollcall.discovery.State;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.feed.NamedRoster;
import io.rollcall.discovery.log.RareLog;
import io.rollcall.discovery.net.Alarm;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.Engine;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon with which workers register. A worker is listed as long as the connection is there on
 * which it registered, and each is told the list.
 *
 * <p>One that has just started is asked at once, and tells its workers at once, but its membership
 * is not known before it has settled: those who come back to it are not to look new.
 */
final class Manager implements Role, WorkerLink.Source {
  private static final Logger log = LoggerFactory.getLogger(Manager.class);
  private static final long GATHER = Duration.ofMillis(10).toNanos();

  /** What a push costs this process in CPU time, as measured: 0.3 to 0.4 ms. */
  private static final long EACH = 300_000;

  /** Lines a second about workers that come and go: a stranger can name one after the other. */
  private static final int LINES = 20;

  private final RareLog comings = new RareLog(log, LINES);
  private final Engine engine;
  private final Settings settings;
  private final Counts counts;
  private final LiveMembership membership;
  private final NamedRoster roster;
  private final Registrations<TextConnection> registrations = new Registrations<>();
  private final Map<String, WorkerLink> links = new HashMap<>();
  private final Set<String> frozen = new HashSet<>();
  private final PushPace pace = new PushPace(GATHER, EACH);

  /** Whether the list, which stands in the next three, has to be made anew. */
  private boolean changed;

  private List<String> workers = List.of();
  private ByteBuffer line = ByteBuffer.allocate(0);
  private long version;

  private boolean settled;
  private boolean stopped;
  private @Nullable Uplink self;
  private final Alarm pushing;

  Manager(Engine engine, Settings settings, Counts counts, LiveMembership membership) {
    this.engine = engine;
    this.settings = settings;
    this.counts = counts;
    this.membership = membership;
    this.roster = new NamedRoster(membership);
    this.pushing = new Alarm(engine, this::push);
  }

  @Override
  public void start(int port) {
    engine.execute(
        () -> {
          engine.after(settings.settleTime().toNanos(), this::settle);
          if (!settings.manager()) {
            self = new Uplink(engine, ownPort(port), port, settings, new Alone());
          }
        });
  }

  private Endpoint ownPort(int port) {
    String host = settings.host().equals("*") ? "127.0.0.1" : settings.host();
    return Endpoint.toConnect("tcp://" + host + ":" + port).get(0);
  }

  private void settle() {
    if (!stopped) {
      settled = true;
      publish();
      membership.publish(State.LIVE);
    }
  }

  @Override
  public String register(TextConnection from, int port) {
    if (!settings.allowed().contain(from.ip()) && !isItself(from)) {
      return FORBIDDEN;
    }
    String worker = WorkerAddress.of(from.ip(), port);
    String before = registrations.workerOn(from);
    if (registrations.register(from, worker)) {
      comings.info("worker " + worker + " has registered", engine.now());
      changed = true;
    }
    if (before != null && !registrations.has(before)) {
      unlink(before, "its connection has another worker now");
    }
    links
        .computeIfAbsent(worker, name -> link(name, WorkerAddress.endpoint(from.ip(), port)))
        .forget();
    pushLater();
    return DONE;
  }

  /** A worker without a manager registers with itself, wherever others may register from. */
  private boolean isItself(TextConnection from) {
    return self != null && self.isAt(from.peer());
  }

  private WorkerLink link(String worker, Endpoint endpoint) {
    return new WorkerLink(engine, endpoint, settings, this, counts, () -> frozen(worker));
  }

  private void frozen(String worker) {
    counts.frozen.incrementAndGet();
    frozen.add(worker);
    String why = "it has answered nothing for " + settings.silence();
    registrations.connectionsOf(worker).forEach(each -> each.close(why));
  }

  @Override
  public void gone(TextConnection connection, String why) {
    String worker = registrations.gone(connection);
    if (worker != null && !stopped) {
      unlink(worker, why);
      pushLater();
    }
  }

  private void unlink(String worker, String why) {
    comings.info("worker " + worker + " has gone: " + why, engine.now());
    changed = true;
    WorkerLink link = links.remove(worker);
    if (link != null) {
      link.close();
    }
  }

  /** Changes that fall together are told once, to workers and to readers of the membership. */
  private void pushLater() {
    if (!pace.isPending()) {
      pace.changed(engine.now());
      pushing.set(pace.due());
    }
  }

  private void push() {
    pace.pushed(links.size(), engine.now());
    refresh();
    links.values().forEach(WorkerLink::push);
    if (settled) {
      publish();
    }
  }

  private void publish() {
    roster.publish(
        new TreeSet<>(workers()), name -> frozen.contains(name) ? Cause.SILENT : Cause.LOST);
    frozen.clear();
  }

  private void refresh() {
    if (changed) {
      changed = false;
      workers = registrations.workers();
      version++;
      line = StandardCharsets.US_ASCII.encode(Command.update(workers)).asReadOnlyBuffer();
    }
  }

  @Override
  public long version() {
    refresh();
    return version;
  }

  @Override
  public ByteBuffer line() {
    return line.duplicate();
  }

  /** Only one that is alone has a manager, which is itself, and tells itself nothing new. */
  @Override
  public String update(TextConnection from, String list) {
    return isManager(from.ip()) ? DONE : FORBIDDEN;
  }

  @Override
  public void hinted() {}

  @Override
  public boolean isManager(InetAddress address) {
    return self != null && self.peer().filter(address::equals).isPresent();
  }

  @Override
  public List<String> workers() {
    refresh();
    return workers;
  }

  @Override
  public void stop() {
    engine.call(
        () -> {
          stopped = true;
          if (self != null) {
            self.close();
          }
          links.values().forEach(WorkerLink::close);
          pushing.cancel();
          return true;
        });
  }

  /** What it is told of itself it knows already. */
  private static final class Alone implements Uplink.Events {
    @Override
    public void connected(Uplink uplink) {}

    @Override
    public void lost(Uplink uplink) {}
  }
}
