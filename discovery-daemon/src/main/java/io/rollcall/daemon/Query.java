package io.rollcall.daemon;

import io.rollcall.daemon.text.LineReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A shell that asks a daemon: each line of the input is sent, and its answer printed. The daemon is
 * at {@code IP} (127.0.0.1) and {@code PORT} (8081). Exit codes: 0 at the end of the input, 1 if
 * the daemon can't be reached or doesn't answer within 5 s, 2 if {@code PORT} is none. One thread
 * at a time.
 */
public final class Query {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final int INTAKE = 64 * 1024;

  private final InetSocketAddress daemon;
  private final BiConsumer<String, String> answers;
  private LineReader reader = new LineReader();
  private final Queue<String> received = new ArrayDeque<>();
  private @Nullable Socket socket;

  /** Each question to this daemon is handed on with its answer. */
  public Query(InetSocketAddress daemon, BiConsumer<String, String> answers) {
    this.daemon = daemon;
    this.answers = answers;
  }

  /** Takes no arguments. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    String ip = System.getenv().getOrDefault("IP", "127.0.0.1");
    String port = System.getenv().getOrDefault("PORT", "8081");
    if (!port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > 65_535) {
      System.err.println("PORT is '" + port + "'; it must be 1 to 65535");
      System.exit(2);
    }
    Query query =
        new Query(
            new InetSocketAddress(ip, Integer.parseInt(port)),
            (question, answer) -> System.out.println(answer));
    try {
      query.ask(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    } catch (IOException failed) {
      System.err.println("daemon " + ip + ":" + port + ": " + failed.getMessage());
      System.exit(1);
    }
  }

  /**
   * Asks a question for each line, to the end.
   *
   * @throws IOException if the daemon can't be reached, or does not answer within 5 s
   */
  public void ask(BufferedReader questions) throws IOException {
    try {
      String question = questions.readLine();
      while (question != null) {
        answers.accept(question, answer(question));
        question = questions.readLine();
      }
    } finally {
      disconnect();
    }
  }

  /** One that has been quiet for long may have been let go: then on a new connection, once. */
  private String answer(String question) throws IOException {
    if (socket != null) {
      try {
        return answer(socket, question);
      } catch (IOException gone) {
        disconnect();
      }
    }
    socket = connect();
    return answer(socket, question);
  }

  private Socket connect() throws IOException {
    Socket made = new Socket();
    made.connect(daemon, PATIENCE_MILLIS);
    made.setSoTimeout(PATIENCE_MILLIS);
    reader = new LineReader();
    received.clear();
    return made;
  }

  private String answer(Socket to, String question) throws IOException {
    to.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
    byte[] intake = new byte[INTAKE];
    while (received.isEmpty()) {
      int count = to.getInputStream().read(intake);
      if (count < 0) {
        throw new IOException("it has closed the connection");
      }
      if (!reader.read(ByteBuffer.wrap(intake, 0, count), Role.LONGEST_LIST, received::add)) {
        throw new IOException("it answers more than " + Role.LONGEST_LIST + " octets");
      }
    }
    return received.remove();
  }

  private void disconnect() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
