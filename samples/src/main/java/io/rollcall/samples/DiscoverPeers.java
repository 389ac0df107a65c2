package io.rollcall.samples;

import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Server;
import java.util.List;

/** Discover peers in a cluster: three clients join, one leaves, and the first sees it all. */
public final class DiscoverPeers {
  private DiscoverPeers() {}

  /** Takes no arguments. */
  public static void main(String... args) throws InterruptedException {
    try (Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0");
        ClientWithSub one = start(server, "client1");
        FeedQueue<List<String>> peers = one.peers().queue()) {

      ClientWithSub two = start(server, "client2");
      ClientWithSub three = start(server, "client3");
      awaitPeers(peers, List.of("client1", "client2", "client3"));

      System.out.println("client2 leaves");
      two.close();
      awaitPeers(peers, List.of("client1", "client3"));

      System.out.println("client3 leaves");
      three.close();
      awaitPeers(peers, List.of("client1"));
    }
  }

  private static ClientWithSub start(Server server, String name) {
    return ClientWithSub.start(server.urlServer(), server.urlPubSub(), name);
  }

  /** Prints the peers as they change, until they are these. */
  private static void awaitPeers(FeedQueue<List<String>> peers, List<String> expected)
      throws InterruptedException {
    List<String> names;
    do {
      names = peers.take();
      System.out.println("peers: " + names);
    } while (!names.equals(expected));
  }
}
