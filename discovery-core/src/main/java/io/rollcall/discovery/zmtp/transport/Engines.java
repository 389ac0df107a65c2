package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.net.Engine;

/** Where a transport's engines come from. Whoever gets one releases it once. Thread-safe. */
public interface Engines {
  /** A thread {@code rollcall-server} for each server, {@code rollcall-clients} for all else. */
  Engines THREADS =
      new Engines() {
        @Override
        public Engine forServer() {
          return Engine.start("rollcall-server");
        }

        @Override
        public Engine forClients() {
          return Engine.acquire("rollcall-clients");
        }
      };

  /** That of a server. */
  Engine forServer();

  /** That of a client or a subscriber. */
  Engine forClients();
}
