package io.rollcall.benchmarks.peers;

import io.rollcall.benchmarks.peers.RollcallPeer.Connecting;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.TransportKind;
import java.util.List;
import java.util.stream.Stream;

/** The systems that are measured, by name, since a process is given strings. */
public final class Systems {
  /**
   * Rollcall on its own engine with its defaults, observed by a thread that waits in {@code
   * take()}.
   */
  public static final String ROLLCALL = "rollcall";

  /** The same, where each new client has a connection of its own. */
  public static final String ROLLCALL_ALONE = "rollcall-alone";

  /** The same, where each new client is the only one of its process. */
  public static final String ROLLCALL_FIRST = "rollcall-first";

  /** Rollcall on its own engine with its defaults, observed by a callback. */
  public static final String ROLLCALL_CALLBACK = "rollcall-callback";

  /** Rollcall on its own engine with {@link Options#local()}. */
  public static final String ROLLCALL_LOCAL = "rollcall-local";

  /** Rollcall on its own engine with {@link Options#lan()}. */
  public static final String ROLLCALL_LAN = "rollcall-lan";

  /** Rollcall on JeroMQ with its defaults. */
  public static final String ON_JEROMQ = "rollcall-on-jeromq";

  /** The same, where each new client has a connection of its own. */
  public static final String ON_JEROMQ_ALONE = "rollcall-on-jeromq-alone";

  /** The same, where each new client is the only one of its process. */
  public static final String ON_JEROMQ_FIRST = "rollcall-on-jeromq-first";

  /** Bare JeroMQ sockets. */
  public static final String JEROMQ = "jeromq";

  /** The same, where each new member is the only one of its process. */
  public static final String JEROMQ_FIRST = "jeromq-first";

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

  /** The system of this name. */
  public static Discovery named(String name) {
    return switch (name) {
      case ROLLCALL_CALLBACK -> new RollcallPeer(options(name), true, Connecting.SHARED);
      case ROLLCALL_ALONE, ON_JEROMQ_ALONE ->
          new RollcallPeer(options(name), false, Connecting.ALONE);
      case ROLLCALL_FIRST, ON_JEROMQ_FIRST ->
          new RollcallPeer(options(name), false, Connecting.FIRST);
      case JEROMQ -> new JeroPeer(false);
      case JEROMQ_FIRST -> new JeroPeer(true);
      case NIO -> new NioPeer();
      case ETCD -> new EtcdPeer();
      case ZOOKEEPER -> new ZooKeeperPeer(ZooKeeperTimes.DEFAULTS);
      case ZOOKEEPER_TUNED -> new ZooKeeperPeer(ZooKeeperTimes.TUNED);
      case JGROUPS -> new JGroupsPeer();
      default -> new RollcallPeer(options(name), false, Connecting.SHARED);
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
    return !name.startsWith(JEROMQ) && !name.equals(NIO);
  }

  /** The options of one of the systems that are Rollcall. */
  public static Options options(String name) {
    return switch (name) {
      case ROLLCALL, ROLLCALL_ALONE, ROLLCALL_FIRST, ROLLCALL_CALLBACK ->
          Options.defaults().withTransport(TransportKind.ZMTP);
      case ROLLCALL_LOCAL -> Options.local().withTransport(TransportKind.ZMTP);
      case ROLLCALL_LAN -> Options.lan().withTransport(TransportKind.ZMTP);
      case ON_JEROMQ, ON_JEROMQ_ALONE, ON_JEROMQ_FIRST ->
          Options.defaults().withTransport(TransportKind.JEROMQ);
      default -> throw new IllegalArgumentException("no system is named '" + name + "'");
    };
  }
}
