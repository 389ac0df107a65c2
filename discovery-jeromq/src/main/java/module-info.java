/** A transport that is made of JeroMQ's sockets; core finds it by itself. */
@SuppressWarnings("requires-automatic") // jnacl has no name of its own; JeroMQ calls it so too
module io.rollcall.jeromq {
  requires transitive io.rollcall.discovery;
  requires jdk.management;
  requires jnacl;
  requires org.slf4j;
  requires org.zeromq.jeromq;
  requires static org.jspecify;

  exports io.rollcall.jeromq;

  provides io.rollcall.discovery.agent.TransportProvider with
      io.rollcall.jeromq.JeroMqTransportProvider;
}
