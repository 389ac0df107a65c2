package io.rollcall.daemon;

import io.rollcall.daemon.text.Networks;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.net.Backoff;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.SocketLimits;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * What a daemon was told, checked. Immutable.
 *
 * @param host where its port is bound
 * @param port of the text protocol; 0 for one that the system chooses
 * @param manager whether it is one
 * @param uplinks the managers whose worker it is, if it is one
 * @param survey where to join a Rollcall server; empty if it joins none
 * @param pubSub where that server publishes
 * @param name under which it joins that; empty for its address and port
 * @param allowed from where workers may register
 */
record Settings(
    String host,
    int port,
    boolean manager,
    List<Endpoint> uplinks,
    String survey,
    String pubSub,
    String name,
    Networks allowed,
    Duration heartbeat,
    Duration silence,
    Duration settleTime,
    Duration answerTime,
    int connections,
    int connectionsPerAddress,
    int lineLength,
    Options options) {
  private static final Duration PAUSE = Duration.ofMillis(1_100);

  /** What it is, in words. */
  String role() {
    if (!survey.isEmpty()) {
      return "member of the server " + survey;
    }
    if (manager) {
      return "manager";
    }
    return uplinks.isEmpty()
        ? "worker without a manager"
        : "worker of " + uplinks.stream().map(Endpoint::toString).collect(Collectors.joining(","));
  }

  /** Of connections that it makes. */
  SocketLimits outgoing() {
    return SocketLimits.defaults()
        .withConnect(answerTime)
        .withHandshake(answerTime)
        .withQueueOctets(Role.LONGEST_LIST);
  }

  /** Every second, with a little jitter. */
  Backoff backoff() {
    return Backoff.every(PAUSE, ThreadLocalRandom.current());
  }
}
