package io.rollcall.samples.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** A manager or a worker that runs as a process. */
final class DaemonProcess {
  private final Script script;
  private final int port;

  /** Waits until it says at which port it listens. */
  DaemonProcess(Script script) {
    this.script = script;
    await().untilAsserted(() -> assertThat(script.ports()).as("%s", script).isNotEmpty());
    this.port = script.ports().get(0);
  }

  int port() {
    return port;
  }

  /** As which it stands in lists. */
  String address() {
    return "127.0.0.1:" + port;
  }

  Script script() {
    return script;
  }

  /** Its answer to one line, on a connection of its own. */
  String ask(String line) throws IOException {
    try (TextPeer peer = new TextPeer(port)) {
      return peer.ask(line);
    }
  }

  /** Waits until these are its workers. */
  void awaitWorkers(DaemonProcess... workers) {
    String list = list(workers);
    await().untilAsserted(() -> assertThat(ask("workers")).isEqualTo(list));
  }

  /** SIGKILL, and waits for its end. */
  void kill() {
    script.child().kill();
    assertThat(script.awaitOutput()).isNotEmpty();
  }

  /** These as a daemon lists them. */
  static String list(DaemonProcess... workers) {
    return list(Stream.of(workers).map(DaemonProcess::address).toList());
  }

  /** Addresses as a daemon lists them. */
  static String list(List<String> addresses) {
    return String.join("|", addresses.stream().sorted().toList());
  }
}
