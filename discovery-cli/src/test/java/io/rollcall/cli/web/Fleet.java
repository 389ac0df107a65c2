package io.rollcall.cli.web;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Metered;
import io.rollcall.discovery.Metric;
import io.rollcall.discovery.Status;
import io.rollcall.discovery.spi.Bridge;
import io.rollcall.testkit.ManualMembership;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.DoubleSupplier;

/** Made-up members of a shop, and what happens to them within five minutes; always the same. */
final class Fleet implements Metered {
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  final ManualMembership membership = ManualMembership.start();
  final InstantSource clock = this::now;

  private final Random random = new Random(7);
  private long seconds;
  private double rounds;
  private double lateness = 0.0008;
  private double misses;
  private double snapshots;
  private double subscribers = 41;

  private Instant now() {
    return NOON.plusSeconds(seconds);
  }

  /** Who is there at the start. */
  void gather() {
    List<Member> members = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      members.add(member("web-" + i, "web", zone(i), "port", "8080", "version", "4.2.1"));
    }
    for (int i = 1; i <= 6; i++) {
      Member worker = member("worker-" + i, "worker", zone(i), "queue", i < 4 ? "orders" : "mail");
      members.add(i == 2 || i == 5 ? worker.withStatus(Status.TAKEN) : worker);
    }
    for (int i = 1; i <= 5; i++) {
      members.add(member("cache-" + i, "cache", zone(i), "port", "9101", "memory", "8g"));
    }
    for (int i = 1; i <= 4; i++) {
      members.add(member("search-" + i, "search", zone(i), "shard", i + "/4", "version", "2.9.0"));
    }
    members.add(member("billing-1", "billing", zone(1), "port", "8443", "version", "1.18.0"));
    members.add(
        member("billing-2", "billing", zone(2), "port", "8443", "version", "1.17.3")
            .withStatus(Status.OFFLINE));
    members.add(member("gateway-1", "gateway", zone(1), "port", "443", "drain", "no"));
    members.add(member("gateway-2", "gateway", zone(2), "port", "443", "drain", "no"));
    members.add(member("scheduler", "cron", zone(1), "leader", "yes"));
    members.add(member("mailer", "mail", zone(2), "relay", "smtp-out"));
    membership.gather(() -> members.forEach(membership::join));
    membership.becomeLive();
  }

  /** A second passes. */
  void second() {
    seconds++;
    rounds += 0.5;
    lateness = Math.max(0.0004, lateness * 0.9 + random.nextDouble() * 0.0006);
    switch ((int) seconds) {
      case 52 -> membership.leave("web-3", Cause.GOODBYE);
      case 61 -> join("web-3", "web", 3, "port", "8080", "version", "4.2.1");
      case 118 -> {
        lateness = 0.0061;
        misses += 2;
      }
      case 122 -> membership.leave("search-4", Cause.SILENT);
      case 150 -> {
        join("worker-7", "worker", 1, "queue", "mail");
        subscribers++;
        snapshots++;
      }
      case 151 -> {
        join("worker-8", "worker", 2, "queue", "mail");
        subscribers++;
        snapshots++;
      }
      case 199 -> {
        membership.leave("cache-2", Cause.LOST);
        subscribers--;
      }
      case 214 -> {
        join("cache-2", "cache", 2, "port", "9101", "memory", "8g");
        subscribers++;
        snapshots++;
      }
      case 262 -> {
        Member billing = membership.roster().find("billing-1").orElseThrow();
        Member next = billing.withAttribute("version", "1.18.1");
        membership.gather(
            () -> {
              membership.leave("billing-1");
              membership.join(Bridge.started(next, incarnation(clock.instant())));
            });
      }
      case 281 -> join("search-4", "search", 1, "shard", "4/4", "version", "2.9.1");
      default -> {
        // Nothing happens to anybody.
      }
    }
  }

  private void join(String name, String type, int zone, String... attributes) {
    Member member = member(name, type, zone(zone), attributes);
    membership.join(Bridge.started(member, incarnation(clock.instant())));
  }

  private Member member(String name, String type, String zone, String... attributes) {
    Member member = Member.named(name).withType(type).withAttribute("zone", zone);
    for (int i = 0; i < attributes.length; i += 2) {
      member = member.withAttribute(attributes[i], attributes[i + 1]);
    }
    long age = 600L + random.nextInt(200_000);
    return Bridge.started(member, incarnation(NOON.minusSeconds(age)));
  }

  private Incarnation incarnation(Instant start) {
    return new Incarnation(start, new UUID(random.nextLong(), random.nextLong()));
  }

  private static String zone(int number) {
    return number % 2 == 1 ? "north" : "south";
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        metric("subscribers", Metric.Kind.GAUGE, () -> subscribers),
        metric("rounds", Metric.Kind.COUNTER, () -> Math.floor(rounds)),
        metric("void.rounds", Metric.Kind.COUNTER, () -> 0),
        metric("lateness.max", Metric.Kind.GAUGE, () -> lateness),
        metric("misses", Metric.Kind.COUNTER, () -> misses),
        metric("late.answers", Metric.Kind.COUNTER, () -> misses / 2),
        metric("snapshots", Metric.Kind.COUNTER, () -> snapshots));
  }

  private static Metric metric(String name, Metric.Kind kind, DoubleSupplier value) {
    return new Metric(name, kind, "", "Made up.", Map.of("role", "server"), value);
  }

  @Override
  public boolean isClosed() {
    return false;
  }
}
