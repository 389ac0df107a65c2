package io.rollcall.benchmarks.siege;

import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;

/** A process that attacks. */
public final class AttackerRole {
  private final Attack attack;
  private final String[] args;
  private volatile long deadline;

  private AttackerRole(String... args) {
    this.attack = Attacks.named(args[0]);
    this.args = args;
  }

  /**
   * Obeys {@code go}, with how many seconds, and says what got through; {@code stop} ends that
   * sooner. Ends when its standard input closes, whatever it does then.
   *
   * @param args the attack, the door and its URL, the address to come from, how many connections to
   *     hold
   */
  public static void main(String... args) throws IOException {
    AttackerRole role = new AttackerRole(args);
    Orders.say("ready");
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      long now = System.nanoTime();
      if (order.word().equals("go")) {
        role.deadline = now + Duration.ofSeconds(order.number(1)).toNanos();
        role.start();
      } else {
        role.deadline = now;
      }
    }
    System.exit(0);
  }

  private void start() throws UnknownHostException {
    URI url = URI.create(args[2]);
    Aim aim =
        new Aim(
            Door.valueOf(args[1]),
            new InetSocketAddress(url.getHost(), url.getPort()),
            InetAddress.getByName(args[3]),
            Integer.parseInt(args[4]),
            () -> System.nanoTime() - deadline >= 0);
    Thread thread = new Thread(() -> Orders.say(attack.run(aim).words()), "attack");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (died, failed) -> {
          failed.printStackTrace();
          System.exit(1);
        });
    thread.start();
  }
}
