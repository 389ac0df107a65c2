package io.rollcall.daemon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A port as another program's daemon has it, with a thread for each connection: notes each line
 * that comes, and answers it.
 */
final class RawDaemon implements AutoCloseable {
  /** Answers like gdsm. */
  static final Function<String, String> LIKE_GDSM =
      line -> line.contains(" :: ") ? "200" : line.equals("ping") ? "pong" : "";

  final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final ServerSocket port;
  private final Function<String, @Nullable String> answer;

  /** Null is no answer; an {@link IllegalStateException} ends the connection. */
  RawDaemon(Function<String, @Nullable String> answer) throws IOException {
    this("127.0.0.1", 0, answer);
  }

  RawDaemon(String host, int number, Function<String, @Nullable String> answer) throws IOException {
    this.answer = answer;
    this.port = new ServerSocket(number, 100, InetAddress.getByName(host));
    start(this::accept);
  }

  int port() {
    return port.getLocalPort();
  }

  /** How many there were so far. */
  int connections() {
    return connections.size();
  }

  /** Lines that are no heartbeat. */
  List<String> lists() {
    return lines.stream().filter(line -> !line.equals("ping")).toList();
  }

  /** The newest line that is no heartbeat, or nothing. */
  String newest() {
    List<String> all = lists();
    return all.isEmpty() ? "" : all.get(all.size() - 1);
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = port.accept();
        connections.add(connection);
        start(() -> serve(connection));
      }
    } catch (IOException closed) {
      // That is the end.
    }
  }

  private void serve(Socket connection) {
    try (connection;
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      String line = reader.readLine();
      while (line != null) {
        lines.add(line);
        String said = answer.apply(line);
        if (said != null) {
          connection.getOutputStream().write((said + "\n").getBytes(StandardCharsets.UTF_8));
        }
        line = reader.readLine();
      }
    } catch (IOException | IllegalStateException gone) {
      // So is the connection.
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "raw daemon");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      port.close();
      for (Socket each : connections) {
        each.close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
