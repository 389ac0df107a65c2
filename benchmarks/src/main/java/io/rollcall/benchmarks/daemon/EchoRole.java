package io.rollcall.benchmarks.daemon;

import io.rollcall.processes.Orders;
import java.io.IOException;

/** A process with a bare echo. */
public final class EchoRole {
  private EchoRole() {}

  /** Says at which port it is. */
  public static void main(String... args) throws IOException {
    Echo echo = new Echo();
    Thread thread = new Thread(echo, "echo");
    thread.setDaemon(true);
    thread.start();
    Orders.say("port", echo.port());
    Orders.awaitEnd();
    System.exit(0);
  }
}
