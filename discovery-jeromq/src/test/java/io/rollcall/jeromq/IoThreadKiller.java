package io.rollcall.jeromq;

import io.rollcall.processes.OwnLoopback;
import java.util.ArrayList;
import java.util.List;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Kills the io thread of a loop's context: an Error where it makes room for a message. */
final class IoThreadKiller {
  private static final String ANY = OwnLoopback.ANY;

  private final List<ZMQ.Socket> sockets = new ArrayList<>();

  /** Strikes soon; when it has struck, the loop opens other sockets. */
  void kill(SocketLoop loop) {
    loop.execute(
        now -> {
          ZMQ.Socket victim = loop.socket(SocketType.PULL);
          victim.setMsgAllocator(
              size -> {
                throw new OutOfMemoryError("an Error on purpose");
              });
          // As with every socket of the library.
          loop.context().watch(victim, 0, event -> {});
          victim.bind(ANY);
          ZMQ.Socket sender = loop.socket(SocketType.PUSH);
          sender.setLinger(0);
          sender.connect(victim.getLastEndpoint());
          sender.send("anything");
          ZmqContext context = loop.context();
          sockets.add(victim);
          sockets.add(sender);
          closeWhenSick(loop, context);
        });
  }

  /** A context can't end while somebody's socket is open. */
  private void closeWhenSick(SocketLoop loop, ZmqContext context) {
    if (context.sickness() == null) {
      loop.execute(later -> closeWhenSick(loop, context));
    } else {
      sockets.forEach(ZMQ.Socket::close);
    }
  }
}
