package io.rollcall.benchmarks.peers;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import io.etcd.jetcd.watch.WatchResponse;
import io.rollcall.benchmarks.peers.Discovery.Sightings;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Gets who is there, and watches from then on. On one thread at a time, etcd's client's. */
public final class EtcdWatch {
  private static final ByteSequence PREFIX =
      ByteSequence.from(EtcdMember.PREFIX, StandardCharsets.UTF_8);

  private final Client client;
  private final Sightings sightings;
  private final Set<String> present = new HashSet<>();

  private EtcdWatch(Client client, Sightings sightings) {
    this.client = client;
    this.sightings = sightings;
  }

  /** Starts one, as long as the process lives. */
  public static void start(Client client, Sightings sightings) {
    EtcdWatch watch = new EtcdWatch(client, sightings);
    var unused =
        client
            .getKVClient()
            .get(PREFIX, GetOption.builder().isPrefix(true).build())
            .thenAccept(watch::begin)
            .exceptionally(
                failed -> {
                  System.err.println("etcd is not watched: " + failed);
                  return null;
                });
  }

  private void begin(GetResponse found) {
    found.getKvs().forEach(this::put);
    WatchOption since =
        WatchOption.builder()
            .isPrefix(true)
            .withRevision(found.getHeader().getRevision() + 1)
            .build();
    Watch.Listener listener =
        Watch.listener(
            this::read, failed -> System.err.println("etcd is watched no more: " + failed));
    client.getWatchClient().watch(PREFIX, since, listener);
  }

  private void read(WatchResponse response) {
    for (WatchEvent event : response.getEvents()) {
      if (event.getEventType() == WatchEvent.EventType.PUT) {
        put(event.getKeyValue());
      } else {
        String name = name(event.getKeyValue());
        if (present.remove(name)) {
          sightings.seen(Sightings.LEFT, name);
        }
      }
    }
  }

  private void put(KeyValue entry) {
    String name = name(entry);
    if (present.add(name)) {
      sightings.seen(Sightings.JOINED, name);
    }
  }

  private static String name(KeyValue entry) {
    return entry.getKey().toString(StandardCharsets.UTF_8).substring(EtcdMember.PREFIX.length());
  }
}
