package io.rollcall.benchmarks.nanomsg;

import io.rollcall.benchmarks.rest.Cost;
import io.rollcall.processes.Children;
import java.io.IOException;
import java.util.List;

/** What an idle connection costs each hub in memory. For one thread. */
final class Connected {
  /** These load the code, and make what is made once. */
  private static final int FIRST = 200;

  private final Children children;
  private final Crowds crowds;
  private final NanomsgReport report;

  Connected(Children children, Crowds crowds, NanomsgReport report) {
    this.children = children;
    this.crowds = crowds;
    this.report = report;
  }

  /** Measures the growth by so many, one hub after the other. */
  void measure(int many) throws IOException, InterruptedException {
    System.err.println("memory of " + many + " connections");
    for (String name : List.of(JvmHub.SP, JvmHub.JEROMQ)) {
      try (JvmHub hub = new JvmHub(name, children, "survey")) {
        connect(hub, FIRST);
        hub.await(FIRST);
        Cost before = hub.cost();
        connect(hub, many);
        hub.await(FIRST + many);
        report.memory(hub, hub.cost().moreThan(before, many));
        crowds.close(hub);
      }
    }
    if (Nanocat.installed()) {
      List<String> once = List.of("-D", "x", "-i", "3600");
      try (Nanocat nanocat = Nanocat.start(children, "--surveyor", once)) {
        connect(nanocat, FIRST);
        double before = nanocat.resident();
        connect(nanocat, many);
        double each = (nanocat.resident() - before) / many;
        report.memory(nanocat, new Cost(0, 0, 0, 1, 0, each));
        crowds.close(nanocat);
      }
    }
  }

  private void connect(Hub hub, int many) throws InterruptedException {
    crowds.connect(hub, true, many);
  }
}
