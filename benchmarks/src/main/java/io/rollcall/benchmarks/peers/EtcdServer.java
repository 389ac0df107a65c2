package io.rollcall.benchmarks.peers;

import io.rollcall.benchmarks.peers.Discovery.Addresses;
import io.rollcall.processes.SearchPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of etcd with its defaults, alone in its cluster, on free ports of the loopback address.
 *
 * <p>A shell starts it, and waits for its standard input: when the starter ends, that closes, the
 * server is killed, and what it has written is removed.
 */
final class EtcdServer {
  /** What to do where it is missing. */
  static final String GET_IT =
      "etcd is not on the PATH and is left out; Debian has it: apt-get install etcd-server";

  private static final String SCRIPT =
      "data=$1; shift; \"$@\" 2>&1 & echo \"pid $!\"; read end; kill -9 $!; wait; rm -rf \"$data\"";
  private static final String ANY_PORT = "http://127.0.0.1:0";
  private static final Pattern PID = Pattern.compile("pid ([0-9]+)");
  private static final Pattern SERVING =
      Pattern.compile(".*serving client traffic.*\"address\":\"([^\"]+)\".*");

  private EtcdServer() {}

  /** Whether it can be started here. */
  static boolean installed() {
    return SearchPath.has("etcd");
  }

  /**
   * Starts it, and waits until it serves.
   *
   * @throws IOException if it is not on the PATH, or ends early
   */
  static Addresses start() throws IOException {
    Path etcd = SearchPath.find("etcd").orElseThrow(() -> new IOException(GET_IT));
    String data = Files.createTempDirectory("etcd").toString();
    Process shell = new ProcessBuilder(command(etcd, data)).start();
    BufferedReader log = shell.inputReader();
    long pid = Long.parseLong(await(PID, log));
    String endpoint = "http://" + await(SERVING, log);
    Discovery.start("reads etcd's log", () -> drain(log));
    return new Addresses(endpoint, endpoint, pid);
  }

  private static List<String> command(Path etcd, String data) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "etcd", data));
    command.add(etcd.toString());
    command.addAll(List.of("--data-dir", data, "--logger", "zap", "--log-outputs", "stderr"));
    command.addAll(List.of("--listen-client-urls", ANY_PORT, "--advertise-client-urls", ANY_PORT));
    command.addAll(
        List.of("--listen-peer-urls", ANY_PORT, "--initial-advertise-peer-urls", ANY_PORT));
    command.addAll(List.of("--initial-cluster", "default=" + ANY_PORT));
    // It would call itself at the port that was advertised.
    command.add("--enable-grpc-gateway=false");
    return command;
  }

  private static String await(Pattern pattern, BufferedReader log) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.matches()) {
        return matcher.group(1);
      }
      said.append(line).append('\n');
    }
    throw new IOException("etcd has ended:\n" + said);
  }

  /** A pipe that runs full would stop it. */
  private static void drain(BufferedReader log) {
    try {
      while (log.readLine() != null) {
        // Nobody wants it.
      }
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }
}
