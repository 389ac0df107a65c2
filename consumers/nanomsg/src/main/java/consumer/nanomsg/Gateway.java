package consumer.nanomsg;

import io.rollcall.discovery.Server;
import io.rollcall.nanomsg.NanomsgGateway;

/** Lets processes that speak nanomsg in, as an application would. */
final class Gateway {
  private static final String ANY = "tcp://127.0.0.1:0";

  private Gateway() {}

  static NanomsgGateway of(Server server) {
    return NanomsgGateway.start(server, ANY, ANY);
  }
}
