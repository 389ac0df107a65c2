package io.rollcall.daemon;

import io.rollcall.discovery.feed.DelimitedNames;
import io.rollcall.discovery.feed.ListedMembership;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.log.RareLog;
import io.rollcall.discovery.net.Alarm;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.Engine;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon that registers with one manager or several, and knows what they list. Who is on any
 * manager's list is present. While no manager is there the list stays as it is.
 */
final class Worker implements Role, Uplink.Events {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);
  private static final int MOST_NAMES = 100_000;
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();
  private static final ByteBuffer WORKERS =
      ByteBuffer.wrap("workers\n".getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();

  private final Engine engine;
  private final Settings settings;
  private final LiveMembership membership;
  private final ListedMembership listed;
  private final RareLog rare = new RareLog(log);
  private final List<Uplink> uplinks = new ArrayList<>();

  /** Each connection to a manager has a number of its own. */
  private final Map<Uplink, Long> connected = new HashMap<>();

  private final Map<Uplink, Call> asked = new HashMap<>();
  private final Set<Uplink> askedAgain = new HashSet<>();
  private long numbers;
  private final Alarm settling;
  private final Alarm asking;
  private boolean isToAsk;
  private long askedAllAt = -PAUSE;

  Worker(Engine engine, Settings settings, LiveMembership membership) {
    this.engine = engine;
    this.settings = settings;
    this.membership = membership;
    this.listed = new ListedMembership(membership, settings.settleTime().toNanos(), MOST_NAMES);
    this.settling = new Alarm(engine, this::settled);
    this.asking = new Alarm(engine, this::askAll);
  }

  @Override
  public void start(int port) {
    engine.execute(
        () -> {
          for (Endpoint each : settings.uplinks()) {
            uplinks.add(new Uplink(engine, each, port, settings, this));
          }
        });
  }

  @Override
  public void connected(Uplink uplink) {
    connected.put(uplink, ++numbers);
    listed.connected(numbers, engine.now());
  }

  @Override
  public void lost(Uplink uplink) {
    Long number = connected.remove(uplink);
    if (number != null) {
      listed.lost(number);
      settling.set(listed.due());
    }
  }

  @Override
  public String register(TextConnection from, int port) {
    return FORBIDDEN;
  }

  @Override
  public boolean isManager(InetAddress address) {
    return !at(address).isEmpty();
  }

  /**
   * A list says by its sender's address alone whose it is. Where several managers are at one, each
   * is asked for its own.
   */
  @Override
  public String update(TextConnection from, String list) {
    List<Uplink> senders = at(from.ip());
    if (senders.isEmpty()) {
      hinted();
      return FORBIDDEN;
    }
    if (senders.size() == 1) {
      published(senders.get(0), list);
    } else {
      senders.forEach(this::ask);
    }
    return DONE;
  }

  /** What a stranger says is not taken; the managers are asked, once a second at most. */
  @Override
  public void hinted() {
    if (!isToAsk) {
      isToAsk = true;
      asking.set(askedAllAt + PAUSE);
    }
  }

  private void askAll() {
    isToAsk = false;
    askedAllAt = engine.now();
    List.copyOf(connected.keySet()).forEach(this::ask);
  }

  private List<Uplink> at(InetAddress address) {
    return connected.keySet().stream()
        .filter(uplink -> uplink.peer().filter(address::equals).isPresent())
        .toList();
  }

  private void ask(Uplink uplink) {
    if (asked.containsKey(uplink)) {
      askedAgain.add(uplink);
      return;
    }
    Long number = connected.get(uplink);
    asked.put(
        uplink,
        new Call(
            engine,
            uplink.manager(),
            WORKERS::duplicate,
            settings,
            outcome -> {
              asked.remove(uplink);
              String list = outcome.answer();
              if (list != null && number != null && number.equals(connected.get(uplink))) {
                published(uplink, list);
              }
              if (askedAgain.remove(uplink) && connected.containsKey(uplink)) {
                ask(uplink);
              }
            }));
  }

  private void published(Uplink uplink, String list) {
    int count = DelimitedNames.count(list);
    if (count > MOST_NAMES) {
      complain(uplink, "%,d names, more than %,d".formatted(count, MOST_NAMES));
      return;
    }
    DelimitedNames names = DelimitedNames.of(list);
    String problem = names.problem();
    if (problem != null) {
      complain(uplink, problem);
    }
    Long number = connected.get(uplink);
    if (number != null) {
      listed.published(number, names.names(), engine.now());
      settling.set(listed.due());
    }
  }

  private void complain(Uplink uplink, String listed) {
    rare.warn("manager " + uplink.manager() + " lists " + listed, engine.now());
  }

  private void settled() {
    listed.tick(engine.now());
    settling.set(listed.due());
  }

  @Override
  public void gone(TextConnection connection, String why) {}

  @Override
  public List<String> workers() {
    return membership.roster().names();
  }

  @Override
  public long version() {
    return membership.roster().version();
  }

  @Override
  public void stop() {
    engine.call(
        () -> {
          uplinks.forEach(Uplink::close);
          asked.values().forEach(Call::cancel);
          settling.cancel();
          asking.cancel();
          return true;
        });
  }
}
