package io.rollcall.benchmarks.peers;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.lease.LeaseKeepAliveResponse;
import io.etcd.jetcd.options.PutOption;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A key below {@link #PREFIX} with a lease of its own, that is kept alive. When the lease is lost
 * all the same, or could not be had, it begins anew. Thread-safe.
 */
public final class EtcdMember implements Discovery.Stay {
  /** What the key of each member begins with. */
  static final String PREFIX = "members/";

  /** The least that makes sense: the server checks its leases twice a second. */
  private static final long TTL_SECONDS = 2;

  private final Client client;
  private final ByteSequence key;
  private volatile CompletableFuture<Long> lease = new CompletableFuture<>();
  private volatile boolean leaving;

  private EtcdMember(Client client, String name) {
    this.client = client;
    this.key = ByteSequence.from(PREFIX + name, StandardCharsets.UTF_8);
  }

  /** Starts one; it has joined later. */
  public static EtcdMember join(Client client, String name) {
    EtcdMember member = new EtcdMember(client, name);
    member.enter();
    return member;
  }

  /** Revokes the lease, and with it goes the key. */
  @Override
  public void leave() {
    leaving = true;
    client.getLeaseClient().revoke(lease.join()).join();
  }

  @Override
  public void discard() {
    // Leaving was all.
  }

  private void enter() {
    lease =
        client
            .getLeaseClient()
            .grant(TTL_SECONDS)
            .thenCompose(granted -> put(granted.getID()))
            .whenComplete(this::keepAlive);
  }

  private CompletableFuture<Long> put(long id) {
    PutOption leased = PutOption.builder().withLeaseId(id).build();
    return client.getKVClient().put(key, ByteSequence.EMPTY, leased).thenApply(put -> id);
  }

  private void keepAlive(Long id, Throwable failed) {
    if (failed != null) {
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(this::enterAgain);
      return;
    }
    client.getLeaseClient().keepAlive(id, new Renewals());
  }

  private void enterAgain() {
    if (!leaving) {
      enter();
    }
  }

  /** Of one lease. */
  private final class Renewals implements StreamObserver<LeaseKeepAliveResponse> {
    @Override
    public void onNext(LeaseKeepAliveResponse renewed) {
      // As it should be.
    }

    @Override
    public void onError(Throwable lost) {
      enterAgain();
    }

    @Override
    public void onCompleted() {
      enterAgain();
    }
  }
}
