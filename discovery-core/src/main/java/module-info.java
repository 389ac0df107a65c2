/** Rollcall's core: servers, clients and subscribers that keep a live view of who is present. */
module io.rollcall.discovery {
  requires jdk.management;
  requires jdk.net;
  requires org.slf4j;
  requires static org.bouncycastle.provider;
  requires static org.jspecify;

  exports io.rollcall.discovery;
  exports io.rollcall.discovery.pick;
  exports io.rollcall.discovery.spi;

  uses io.rollcall.discovery.agent.TransportProvider;

  // What follows is for Rollcall's other modules, and no API. It is exported to all because one of
  // them may stand on the class path, where it has no name: a test kit in the tests of a named
  // module does.
  exports io.rollcall.discovery.agent;
  exports io.rollcall.discovery.check;
  exports io.rollcall.discovery.endpoint;
  exports io.rollcall.discovery.feed;
  exports io.rollcall.discovery.guard;
  exports io.rollcall.discovery.keys;
  exports io.rollcall.discovery.log;
  exports io.rollcall.discovery.lookup;
  exports io.rollcall.discovery.net;
  exports io.rollcall.discovery.survey;
  exports io.rollcall.discovery.thread;
  exports io.rollcall.discovery.zmtp;
  exports io.rollcall.discovery.zmtp.transport;
}
