package io.rollcall.benchmarks.nanomsg;

import io.rollcall.processes.Children;
import io.rollcall.processes.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures rounds of all hubs in turn. nanocat can't be told when, so it sets the pace: after each
 * of its rounds the others have one each, first the one, then the other. For one thread.
 */
public final class Comparison {
  /** The flags of the processes. */
  public static final List<String> FLAGS = JvmHub.FLAGS;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Rounds of nanocat that are let pass. */
  private static final int LET_PASS = 3;

  private final Children children;
  private final Crowds crowds;
  private final int warmup;
  private final NanomsgReport report;

  /** With so many rounds of warm-up for each hub in a JVM, without a pause. */
  public Comparison(Children children, int warmup, NanomsgReport report) {
    this.children = children;
    this.crowds = new Crowds(children);
    this.warmup = warmup;
    this.report = report;
    if (!Nanocat.installed()) {
      System.err.println(Nanocat.GET_IT);
    }
  }

  /** Measures what a connection costs, with so many of them. */
  public void memory(int peers) throws IOException, InterruptedException {
    new Connected(children, crowds, report).measure(peers);
  }

  /** Measures surveys. */
  public void survey(int respondents, int rounds) throws IOException, InterruptedException {
    measure(new Stage(0, respondents, rounds, Duration.ofMillis(400)));
  }

  /** Measures what is published. */
  public void publish(int octets, int subscribers, int rounds)
      throws IOException, InterruptedException {
    Duration interval = octets < 1000 ? Duration.ofMillis(400) : Duration.ofMillis(1600);
    measure(new Stage(octets, subscribers, rounds, interval));
  }

  /** How many rounds may have run beside another hub's. */
  public int overlaps() {
    return crowds.overlaps();
  }

  private void measure(Stage stage) throws IOException, InterruptedException {
    System.err.println(stage.event());
    String what = stage.surveys() ? "survey" : Integer.toString(stage.octets());
    try (JvmHub ours = new JvmHub(JvmHub.SP, children, what);
        JvmHub jeromq = new JvmHub(JvmHub.JEROMQ, children, what)) {
      List<JvmHub> told = new ArrayList<>(List.of(ours, jeromq));
      for (JvmHub hub : told) {
        crowds.connect(hub, stage.surveys(), stage.peers());
        hub.await(stage.peers());
      }
      for (int i = 0; i < warmup; i++) {
        for (JvmHub hub : told) {
          hub.go();
          crowds.round(hub, PATIENCE);
          hub.done();
        }
      }
      beside(stage, told);
      for (JvmHub hub : told) {
        crowds.close(hub);
      }
    }
  }

  private void beside(Stage stage, List<JvmHub> told) throws IOException, InterruptedException {
    if (!Nanocat.installed()) {
      inTurn(stage, told, null);
      return;
    }
    Path message = Files.createTempFile("nanocat", ".txt");
    try {
      Files.writeString(message, "x".repeat(Math.max(1, stage.octets())));
      String seconds = Double.toString(stage.interval().toMillis() / 1000.0);
      List<String> options = List.of("-F", message.toString(), "-i", seconds);
      String role = stage.surveys() ? "--surveyor" : "--pub";
      try (Nanocat nanocat = Nanocat.start(children, role, options)) {
        crowds.connect(nanocat, stage.surveys(), stage.peers());
        for (int i = 0; i < LET_PASS; i++) {
          crowds.round(nanocat, PATIENCE);
        }
        inTurn(stage, told, nanocat);
        crowds.close(nanocat);
      }
    } finally {
      Files.delete(message);
    }
  }

  private void inTurn(Stage stage, List<JvmHub> told, @Nullable Nanocat nanocat)
      throws InterruptedException {
    List<Hub> all = new ArrayList<>(told);
    if (nanocat != null) {
      all.add(0, nanocat);
    }
    Map<Hub, Long> before = new LinkedHashMap<>();
    all.forEach(hub -> before.put(hub, hub.cpu().toNanos()));
    long pause = stage.interval().toMillis() / 4;
    for (int i = 0; i < stage.rounds(); i++) {
      if (nanocat != null) {
        report.spread(stage, nanocat, crowds.round(nanocat, PATIENCE));
      }
      for (JvmHub hub : told) {
        Thread.sleep(pause);
        hub.go();
        Line round = crowds.round(hub, PATIENCE);
        report.spread(stage, hub, round);
        report.whole(stage, hub, round, hub.done());
      }
      Collections.reverse(told);
    }
    before.forEach(
        (hub, cpu) -> report.cpu(stage, hub, (hub.cpu().toNanos() - cpu) / stage.rounds()));
  }
}
