package io.rollcall.benchmarks.micro;

import io.rollcall.groupcache.ByteView;
import io.rollcall.groupcache.Group;
import io.rollcall.groupcache.HttpPool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A get of a key that a peer has in its cache, over loopback; beside it the same body by the JDK's
 * client alone, from the same server. On one thread.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls what is marked as setup
public class PeerHitBench {
  /** How long the value is. */
  @Param({"100", "10000", "1000000"})
  public int octets;

  private HttpPool owner;
  private HttpPool asking;
  private Group group;
  private HttpClient bare;
  private HttpRequest request;

  /** Starts both pools. */
  @Setup
  public void start() {
    owner = HttpPool.start("http://127.0.0.1:0");
    asking = HttpPool.start("http://127.0.0.1:0");
    asking.set(List.of(owner.self()));
    owner.group("group", 64L << 20, key -> ByteView.of(new byte[octets]));
    // It keeps nothing, so that each get asks the owner.
    group = asking.group("group", 0, key -> ByteView.of("from here"));
    bare = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    request = HttpRequest.newBuilder(URI.create(owner.self() + "/_groupcache/group/key")).build();
  }

  /** Ends them, if each get came from the owner. */
  @TearDown
  public void stop() {
    if (group.stats().localLoads() > 0) {
      throw new IllegalStateException("not each get was a peer hit: " + group.stats());
    }
    asking.close();
    owner.close();
  }

  /** From the group. */
  @Benchmark
  public ByteView get() {
    return group.get("key");
  }

  /** By the JDK's client. */
  @Benchmark
  public byte[] getBare() throws IOException, InterruptedException {
    return bare.send(request, BodyHandlers.ofByteArray()).body();
  }
}
