package io.rollcall.samples.nanomsg;

import io.rollcall.discovery.ClientWithSub;
import io.rollcall.processes.Orders;
import java.io.IOException;

/** A process that is a member over ZeroMQ, and sees the others. It leaves when its input ends. */
final class MemberRole {
  private MemberRole() {}

  public static void main(String... args) throws IOException {
    try (ClientWithSub client = ClientWithSub.start(args[0], args[1], args[2])) {
      Seen.sayAll(client);
      Orders.awaitEnd();
    }
  }
}
