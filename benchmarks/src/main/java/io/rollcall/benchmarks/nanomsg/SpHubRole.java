package io.rollcall.benchmarks.nanomsg;

import io.rollcall.benchmarks.rest.Cost;
import io.rollcall.discovery.net.Engine;
import io.rollcall.nanomsg.sp.Pipe;
import io.rollcall.nanomsg.sp.Pub;
import io.rollcall.nanomsg.sp.SpOptions;
import io.rollcall.nanomsg.sp.SpSocket;
import io.rollcall.nanomsg.sp.Surveyor;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.time.Duration;

/** A process with a surveyor or a pub of Rollcall's SP library. */
public final class SpHubRole implements Surveyor.Events, Pub.Events {
  private final Engine engine = Engine.acquire();
  private int pipes;
  private int answers;
  private long since;

  private SpHubRole() {}

  /**
   * Says where it is, and obeys: {@code await} until so many peers are there; {@code go}, and says
   * when that began, and when the last answer was handed over, or the message to the last peer;
   * {@code cost}.
   *
   * @param args {@code survey}, or the octets of what is published
   */
  public static void main(String... args) throws IOException, InterruptedException {
    SpHubRole role = new SpHubRole();
    String any = "tcp://127.0.0.1:0";
    if (args[0].equals("survey")) {
      Surveyor surveyor = Surveyor.bind(role.engine, any, SpOptions.defaults(), role);
      role.obey(surveyor, () -> surveyor.ask());
    } else {
      byte[] body = new byte[Integer.parseInt(args[0])];
      Pub pub = Pub.bind(role.engine, any, SpOptions.defaults(), role);
      role.obey(
          pub,
          () -> {
            pub.publish(body);
            role.done();
          });
    }
    System.exit(0);
  }

  private void obey(SpSocket socket, Runnable round) throws IOException, InterruptedException {
    Orders.say("hub", socket.endpoints());
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      switch (order.word()) {
        case "await" -> await(order.number(1));
        case "go" -> {
          long now = System.nanoTime();
          engine.execute(
              () -> {
                since = now;
                answers = 0;
                round.run();
              });
        }
        default -> Orders.say(Cost.measure(Duration.ZERO).words());
      }
    }
  }

  private synchronized void await(long many) throws InterruptedException {
    while (pipes < many) {
      wait();
    }
    Orders.say("all");
  }

  private void done() {
    Orders.say("done", since, System.nanoTime());
  }

  @Override
  public synchronized void connected(Pipe pipe) {
    pipes++;
    notifyAll();
  }

  @Override
  public void answered(Pipe pipe, int survey, byte[] body) {
    if (++answers == pipes) {
      done();
    }
  }

  @Override
  public synchronized void lost(Pipe pipe, String why) {
    pipes--;
  }

  @Override
  public void lagging(Pipe pipe) {
    System.err.println(pipe + " lags");
  }

  @Override
  public void dropped(String what) {
    System.err.println(what);
  }
}
