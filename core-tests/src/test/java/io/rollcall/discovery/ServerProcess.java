package io.rollcall.discovery;

import io.rollcall.processes.Children;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A server in a JVM of its own, at default options, until this is closed or its starter is gone.
 */
public final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final List<String> urls;

  private ServerProcess(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the server's process ended at once: " + command);
    }
    urls = List.of(line.split(" ", -1));
  }

  /** Starts one whose JVM has these flags. */
  public static ServerProcess start(String... flags) throws IOException {
    return new ServerProcess(java(flags));
  }

  /** Starts one that may have so many descriptors, its JVM's own among them. */
  public static ServerProcess startWithDescriptors(int most, String... flags) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "ulimit -n " + most + " && exec \"$@\"", "sh"));
    command.addAll(java(flags));
    return new ServerProcess(command);
  }

  public String urlServer() {
    return urls.get(0);
  }

  public String urlPubSub() {
    return urls.get(1);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor();
  }

  private static List<String> java(String... flags) {
    List<String> command = new ArrayList<>(Children.java());
    command.addAll(List.of(flags));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), ServerProcess.class.getName()));
    return command;
  }

  public static void main(String[] args) throws Exception {
    try (Server server = Server.start(Brisk.ANY, Brisk.ANY)) {
      System.out.println(server.urlServer() + " " + server.urlPubSub());
      while (System.in.read() >= 0) {
        // Until whoever started this process has gone.
      }
    }
  }
}
