package io.rollcall.benchmarks.peers;

import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The processes with the crowds of one system, as one. For one thread. */
final class CrowdProcesses {
  private static final Duration READY = Duration.ofSeconds(20);

  /** A process looks at the time only between two members. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final List<Child> crowds = new ArrayList<>();
  private final Duration patience;

  /** When the first and the last member were started. */
  record Started(long first, long last) {}

  /** Starts so many; they have no member yet, and wait no longer than this. */
  CrowdProcesses(
      Children children, int many, List<String> flags, List<String> args, Duration patience)
      throws InterruptedException {
    this.patience = patience;
    for (int i = 0; i < many; i++) {
      crowds.add(children.start("crowd-" + i, flags, CrowdRole.class, args));
    }
    for (Child crowd : crowds) {
      crowd.expect("ready", READY);
    }
  }

  /** Starts so many members, as many in each process but for one. */
  Started start(int members) throws InterruptedException {
    for (int i = 0; i < crowds.size(); i++) {
      int share = (members + i) / crowds.size();
      tell(crowds.get(i), "start", members, "member-" + i, Integer.toString(share));
    }
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (Child crowd : crowds) {
      Line started = crowd.expect("started", patience.plus(MARGIN));
      first = Math.min(first, started.number(1));
      last = Math.max(last, started.number(2));
    }
    return new Started(first, last);
  }

  /** Starts one more, with whom they are so many. */
  Started startOneMore(int members) throws InterruptedException {
    for (Child crowd : crowds.subList(1, crowds.size())) {
      tell(crowd, "watch", members);
    }
    for (Child crowd : crowds.subList(1, crowds.size())) {
      crowd.expect("watching", patience);
    }
    tell(crowds.get(0), "start", members, "later", "1");
    Line started = crowds.get(0).expect("started", patience);
    return new Started(started.number(1), started.number(2));
  }

  /** Waits until all see everybody, or the time is up. */
  Headcount.Seen awaitSeen() throws InterruptedException {
    int complete = 0;
    int members = 0;
    int least = Integer.MAX_VALUE;
    long at = Long.MIN_VALUE;
    long left = 0;
    for (Child crowd : crowds) {
      Line seen = crowd.expect("seen", patience.plus(MARGIN));
      System.err.println(
          crowd.name() + ": " + seen.value(1) + " of " + seen.value(2) + " see everybody");
      complete += (int) seen.number(1);
      members += (int) seen.number(2);
      least = Math.min(least, (int) seen.number(3));
      at = Math.max(at, seen.number(4));
      left += seen.number(5);
    }
    return new Headcount.Seen(complete, members, least, at, left);
  }

  private void tell(Child crowd, String order, int everybody, String... more) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(order, Integer.toString(everybody), Long.toString(patience.toSeconds())));
    words.addAll(List.of(more));
    crowd.tell(words.toArray(String[]::new));
  }
}
