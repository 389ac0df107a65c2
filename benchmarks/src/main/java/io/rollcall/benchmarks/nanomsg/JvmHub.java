package io.rollcall.benchmarks.nanomsg;

import io.rollcall.benchmarks.rest.Cost;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Line;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A hub in a JVM, which does what it is told when it is told. */
final class JvmHub implements Hub {
  /** The flags of these and of the peers: with all pages of the heap there from the start. */
  static final List<String> FLAGS =
      List.of("-XX:+UseSerialGC", "-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch");

  static final String SP = "rollcall";
  static final String JEROMQ = "jeromq";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private final Children children;
  private final Child child;
  private final InetSocketAddress address;

  /** Starts one: of {@link #SP} or {@link #JEROMQ}, for a survey, or for so many octets. */
  JvmHub(String name, Children children, String what) throws InterruptedException {
    this.name = name;
    this.children = children;
    Class<?> role = name.equals(SP) ? SpHubRole.class : JeroHubRole.class;
    child = children.start(name, FLAGS, role, List.of(what));
    URI at = URI.create(child.expect("hub", PATIENCE).value(1));
    address = new InetSocketAddress(at.getHost(), at.getPort());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String dialect(boolean surveys) {
    if (name.equals(SP)) {
      return surveys ? "sp-respondent" : "sp-sub";
    }
    return surveys ? "zmtp-dealer" : "zmtp-sub";
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  /** Its rounds are waited for. */
  @Override
  public long quiet() {
    return Long.MAX_VALUE;
  }

  @Override
  public Duration cpu() {
    return child.cpu();
  }

  /** Waits until it knows of so many peers. */
  void await(int many) throws InterruptedException {
    child.tell("await", Integer.toString(many));
    child.expect("all", PATIENCE);
  }

  /** Has it survey or publish once. {@link #done} follows. */
  void go() {
    child.tell("go");
  }

  /** Waits until it has: when it began, and when it ended. */
  Line done() throws InterruptedException {
    return child.expect("done", PATIENCE);
  }

  /** What it holds now, after a collection. */
  Cost cost() throws InterruptedException {
    child.tell("cost");
    return Cost.of(child.expect("cost", PATIENCE));
  }

  @Override
  public void close() throws InterruptedException {
    children.end(child);
  }
}
