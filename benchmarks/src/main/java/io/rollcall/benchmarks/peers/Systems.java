package io.rollcall.benchmarks.peers;

import io.rollcall.discovery.Options;
import java.util.List;
import java.util.stream.Stream;

/** The systems that are measured, by name, since a process is given strings. */
public final class Systems {
  /** Rollcall with its defaults, observed by a thread that waits in {@code take()}. */
  public static final String ROLLCALL = "rollcall";

  /** The same, where each new client has a connection of its own. */
  public static final String ROLLCALL_ALONE = "rollcall-alone";

  /** Rollcall with its defaults, observed by a callback. */
  public static final String ROLLCALL_CALLBACK = "rollcall-callback";

  /** Rollcall with {@link Options#local()}. */
  public static final String ROLLCALL_LOCAL = "rollcall-local";

  /** Rollcall with {@link Options#lan()}. */
  public static final String ROLLCALL_LAN = "rollcall-lan";

  /** Bare JeroMQ sockets. */
  public static final String JEROMQ = "jeromq";

  /** Bare {@code java.nio} channels: the floor. */
  public static final String NIO = "nio";

  /** etcd with jetcd, leases of 2 s. */
  public static final String ETCD = "etcd";

  /** ZooKeeper with Curator. */
  public static final String ZOOKEEPER = "zookeeper";

  /** ZooKeeper with Curator, sessions of 1.2 s. */
  public static final String ZOOKEEPER_TUNED = "zookeeper-tuned";

  /** JGroups over TCP. */
  public static final String JGROUPS = "jgroups";

  private Systems() {}

  /**
   * The system of this name. What follows {@code jeromq/} tells hubs apart that are no hubs of
   * {@link JeroPeer}.
   */
  public static Discovery named(String name) {
    return switch (name.replaceFirst("/.*", "/")) {
      case ROLLCALL_CALLBACK -> new RollcallPeer(Options.defaults(), true, true);
      case ROLLCALL_ALONE -> new RollcallPeer(Options.defaults(), false, false);
      case JEROMQ -> new JeroPeer(false);
      case JEROMQ + "/" -> new JeroPeer(true);
      case NIO -> new NioPeer();
      case ETCD -> new EtcdPeer();
      case ZOOKEEPER -> new ZooKeeperPeer(ZooKeeperTimes.DEFAULTS);
      case ZOOKEEPER_TUNED -> new ZooKeeperPeer(ZooKeeperTimes.TUNED);
      case JGROUPS -> new JGroupsPeer();
      default -> new RollcallPeer(options(name), false, true);
    };
  }

  /** Those of these that can run here. */
  public static List<String> installed(String... names) {
    boolean etcd = EtcdServer.installed();
    return Stream.of(names).filter(name -> etcd || !name.equals(ETCD)).toList();
  }

  /** Says on standard error what can't run here, and how to get it. */
  public static void sayWhatIsMissing() {
    if (!EtcdServer.installed()) {
      System.err.println(EtcdServer.GET_IT);
    }
  }

  /**
   * Whether it asks members for a sign of life, as bare sockets do not, and so notices a freeze.
   */
  public static boolean asks(String name) {
    return !name.equals(JEROMQ) && !name.equals(NIO);
  }

  /** The options of one of the systems that are Rollcall. */
  public static Options options(String name) {
    return switch (name) {
      case ROLLCALL, ROLLCALL_ALONE, ROLLCALL_CALLBACK -> Options.defaults();
      case ROLLCALL_LOCAL -> Options.local();
      case ROLLCALL_LAN -> Options.lan();
      default -> throw new IllegalArgumentException("no system is named '" + name + "'");
    };
  }
}
