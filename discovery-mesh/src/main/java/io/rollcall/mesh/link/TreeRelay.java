package io.rollcall.mesh.link;

import io.rollcall.discovery.net.Alarm;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.protocol.TreeSend;
import io.rollcall.mesh.wire.Identity;
import io.rollcall.mesh.wire.MeshFrame;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Sends a message to many on, and tells what became of it once that is known. For the engine's
 * thread only.
 */
final class TreeRelay {
  /** Of the time that a node has, its heads get so much: the rest is for who takes over. */
  private static final double SHARE = 0.6;

  private final Station station;
  private final MeshFrame.Branch message;
  private final long deadline;
  private final Consumer<Map<String, Integer>> then;
  private final TreeSend tree;
  private final Queue<TreeSend.Branch> waiting = new ArrayDeque<>();
  private final Alarm timeOver;
  private boolean sending;
  private boolean done;

  /**
   * Sends nothing yet.
   *
   * @param message as it came, or as this node begins it
   * @param deadline until when somebody waits for the outcome
   * @param then told of it once
   */
  TreeRelay(
      Station station,
      MeshFrame.Branch message,
      long deadline,
      Consumer<Map<String, Integer>> then) {
    this.station = station;
    this.message = message;
    this.deadline = deadline;
    this.then = then;
    this.tree = new TreeSend(message.limit());
    this.timeOver = new Alarm(station.engine, this::giveUp);
  }

  int command() {
    return message.command();
  }

  byte[] payload() {
    return message.payload();
  }

  /** The frame for the head of a branch. */
  MeshFrame frame(long id, int millis, TreeSend.Branch branch) {
    return new MeshFrame.Branch(
        id,
        millis,
        message.tree(),
        message.origin(),
        message.command(),
        message.limit(),
        branch.rest(),
        message.payload());
  }

  /** A name that is sent nothing has this outcome. */
  void settled(String name, int outcome) {
    tree.settled(name, outcome);
  }

  /** Sends it to these names, in branches. */
  void begin(Collection<String> names) {
    timeOver.set(deadline);
    send(tree.begin(names));
  }

  /** Some fail at once, and others take their place: so not one inside another. */
  private void send(List<TreeSend.Branch> branches) {
    waiting.addAll(branches);
    if (sending) {
      return;
    }
    sending = true;
    for (TreeSend.Branch next = waiting.poll(); next != null; next = waiting.poll()) {
      long now = station.engine.now();
      long until = now + (long) ((deadline - now) * SHARE);
      Identity head = new Identity(next.head(), Optional.empty());
      BranchCall call = new BranchCall(this, next, until);
      station.directory.run(head, call, (remote, member) -> remote.request(call, member));
    }
    sending = false;
    tell();
  }

  void reported(TreeSend.Branch branch, Map<String, Integer> report) {
    tree.reported(branch, report);
    tell();
  }

  void failed(TreeSend.Branch branch, FailureCause cause) {
    send(tree.failed(branch, cause));
  }

  /** What is not known by now will not be waited for. */
  private void giveUp() {
    tree.giveUp();
    tell();
  }

  private void tell() {
    if (!done && !sending && tree.isDone()) {
      done = true;
      timeOver.cancel();
      then.accept(tree.outcomes());
    }
  }

  /** Sends it on without a report, once. */
  static void sendOnce(Station station, MeshFrame.Branch message) {
    TreeSend tree = new TreeSend(message.limit());
    for (TreeSend.Branch each : tree.begin(message.rest())) {
      MeshFrame.Branch next =
          new MeshFrame.Branch(
              0,
              0,
              message.tree(),
              message.origin(),
              message.command(),
              message.limit(),
              each.rest(),
              message.payload());
      if (!station.directory.note(each.head(), next)) {
        sendOnce(station, next);
      }
    }
  }
}
