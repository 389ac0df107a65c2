package io.rollcall.samples.python;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Subscriber;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts Python programs and what they speak with, and ends all of it after each test. */
final class Python implements BeforeEachCallback, AfterEachCallback {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final String ANY = "tcp://127.0.0.1:0";

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private String interpreter = "";

  @Override
  public void beforeEach(ExtensionContext context) {
    interpreter = Interpreter.require();
    Awaitility.setDefaultTimeout(PATIENCE);
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  /** Runs a program of the samples: its file, and its arguments. */
  Script run(String... fileAndArguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(interpreter, "-B"));
    command.addAll(List.of(fileAndArguments));
    Script script = Script.start(command);
    opened.push(script::kill);
    return script;
  }

  Server server(Options options) {
    return closing(Server.start(ANY, ANY, options));
  }

  /** Another server on the ports of one that was closed. */
  Server successor(Server closed, Options options) {
    return closing(Server.start(closed.urlServer(), closed.urlPubSub(), options));
  }

  Client client(Server server, Member self) {
    return closing(Client.start(server.urlServer(), self, Options.defaults()));
  }

  /**
   * What a subscriber sees from now on, each as "joined NAME", "updated NAME" or "left NAME CAUSE".
   */
  List<String> events(Server server) {
    List<String> events = new CopyOnWriteArrayList<>();
    Subscriber subscriber = closing(Subscriber.start(server.urlPubSub()));
    closing(subscriber.changes().subscribe(change -> addTo(events, change)));
    return events;
  }

  <T extends AutoCloseable> T closing(T opens) {
    opened.push(opens);
    return opens;
  }

  private static void addTo(List<String> events, MembershipChange change) {
    change.joined().forEach(member -> events.add("joined " + member.name()));
    change.updated().forEach(member -> events.add("updated " + member.name()));
    change
        .left()
        .forEach(member -> events.add("left " + member.name() + " " + change.cause(member.name())));
  }
}
