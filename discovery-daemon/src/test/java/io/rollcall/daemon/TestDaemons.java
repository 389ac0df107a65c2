package io.rollcall.daemon;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Daemons at free ports of the loopback address, and a patience that no machine's speed ends. */
final class TestDaemons {
  /** How long nothing that is awaited for takes. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private TestDaemons() {}

  static DaemonBuilder at(String host) {
    return Daemon.builder().host(host).port(0);
  }

  static Daemon manager() {
    return started(at("127.0.0.1").manager());
  }

  static Daemon worker(Daemon... managers) {
    return started(at("127.0.0.1").uplink(addresses(managers)).settleTime(Duration.ZERO));
  }

  static Daemon started(DaemonBuilder builder) {
    Daemon daemon = builder.build();
    daemon.start();
    return daemon;
  }

  static String addresses(Daemon... daemons) {
    return String.join(",", List.of(daemons).stream().map(TestDaemons::address).toList());
  }

  static String address(Daemon daemon) {
    return "127.0.0.1:" + daemon.port();
  }

  static ConditionFactory await() {
    return Awaitility.await().atMost(PATIENCE);
  }

  /** What one of a daemon's metrics shows. */
  static double metric(Daemon daemon, String name) {
    return daemon.metrics().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value()
        .getAsDouble();
  }
}
