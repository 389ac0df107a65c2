package io.rollcall.daemon;

import io.rollcall.daemon.text.LineReader;
import io.rollcall.discovery.net.WireException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A shell that asks a daemon: each line of the input is sent, and its answer printed. The daemon is
 * at {@code IP} (127.0.0.1) and {@code PORT} (8081). Exit codes: 0 at the end of the input, 1 if
 * the daemon can't be reached or doesn't answer within 5 s, 2 if {@code PORT} is none. One thread
 * at a time.
 */
public final class Query {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int INTAKE = 64 * 1024;

  /** What the system takes though the daemon reads nothing: to write it never blocks for long. */
  private static final int LONGEST_QUESTION = 64 * 1024;

  private final InetSocketAddress daemon;
  private final BiConsumer<String, String> answers;
  private final Duration patience;
  private LineReader reader = new LineReader();
  private ByteBuffer received = ByteBuffer.allocate(0);
  private @Nullable Socket socket;

  /** Each question to this daemon is handed on with its answer. */
  public Query(InetSocketAddress daemon, BiConsumer<String, String> answers) {
    this(daemon, answers, PATIENCE);
  }

  Query(InetSocketAddress daemon, BiConsumer<String, String> answers, Duration patience) {
    this.daemon = daemon;
    this.answers = answers;
    this.patience = patience;
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
      } catch (SocketTimeoutException tooSlow) {
        throw tooSlow;
      } catch (IOException gone) {
        disconnect();
      }
    }
    socket = connect();
    return answer(socket, question);
  }

  private Socket connect() throws IOException {
    Socket made = new Socket();
    made.connect(daemon, (int) patience.toMillis());
    reader = new LineReader();
    received = ByteBuffer.allocate(0);
    return made;
  }

  private String answer(Socket to, String question) throws IOException {
    to.getOutputStream().write(octets(question));
    long deadline = System.nanoTime() + patience.toNanos();
    byte[] intake = new byte[INTAKE];
    String answer = next();
    while (answer == null) {
      to.setSoTimeout(remainingMillis(deadline));
      int count = to.getInputStream().read(intake);
      if (count < 0) {
        throw new IOException("it has closed the connection");
      }
      received = ByteBuffer.wrap(intake, 0, count);
      answer = next();
    }
    return answer;
  }

  private static byte[] octets(String question) throws IOException {
    byte[] line = (question + "\n").getBytes(StandardCharsets.UTF_8);
    if (line.length > LONGEST_QUESTION) {
      throw new IOException(
          "a question of %,d octets is longer than %,d".formatted(line.length, LONGEST_QUESTION));
    }
    return line;
  }

  private @Nullable String next() throws IOException {
    try {
      return reader.next(received, Role.LONGEST_LIST);
    } catch (WireException tooLong) {
      throw new IOException("it answers with " + tooLong.getMessage(), tooLong);
    }
  }

  /** The whole answer has this long, however it comes. */
  private int remainingMillis(long deadline) throws SocketTimeoutException {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (left <= 0) {
      throw new SocketTimeoutException("no answer in " + patience);
    }
    return (int) left;
  }

  private void disconnect() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
