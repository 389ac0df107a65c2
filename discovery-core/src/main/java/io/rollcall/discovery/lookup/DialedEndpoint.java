package io.rollcall.discovery.lookup;

import io.rollcall.discovery.endpoint.TcpEndpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that somebody connects to, with a link for each of its addresses. Only for the loop's
 * thread.
 *
 * @param <L> the connection to one address, made again whenever it ends
 */
public final class DialedEndpoint<L> implements HostLookup.User {
  /** Whoever connects. */
  public interface Connector<L> {
    /** Connects to one more address. */
    L link(DialedEndpoint<L> dialed, TcpEndpoint address);

    /** Gives a link up for good. */
    void unlink(L link);

    /** Whether its connection stands. */
    boolean isConnected(L link);

    /** The lookup of this host's name, for as long as somebody uses it. */
    HostLookup lookup(String host, HostLookup.User user);

    /** Its user needs it no more. */
    void leave(HostLookup lookup, HostLookup.User user);

    /** Does this unless the connector has ended. */
    void execute(Runnable command);
  }

  private final Connector<L> connector;
  private final TcpEndpoint endpoint;
  private final Map<String, L> links = new LinkedHashMap<>();
  private @Nullable HostLookup lookup;
  private boolean left;

  /** Not connected to yet. */
  public DialedEndpoint(Connector<L> connector, TcpEndpoint endpoint) {
    this.connector = connector;
    this.endpoint = endpoint;
  }

  /** Connects to the addresses that are known and that it has no link to yet. */
  public void connect() {
    if (lookup == null && !endpoint.isAddress()) {
      lookup = connector.lookup(endpoint.host(), this);
    }
    for (TcpEndpoint address : addresses()) {
      if (!links.containsKey(address.key())) {
        links.put(address.key(), connector.link(this, address));
      }
    }
  }

  /** Gives all its links up. */
  public void leave() {
    left = true;
    endLookup();
    List.copyOf(links.values()).forEach(connector::unlink);
    links.clear();
  }

  /** Its name is looked up no more. */
  public void endLookup() {
    if (lookup != null) {
      connector.leave(lookup, this);
      lookup = null;
    }
  }

  @Override
  public void found() {
    connector.execute(
        () -> {
          if (!left) {
            connect();
            removeStale();
          }
        });
  }

  /** A connection broke. */
  public void broken() {
    if (lookup != null) {
      lookup.broken();
    }
  }

  /** An address can't be reached. */
  public void unreachable() {
    if (lookup != null) {
      lookup.unreachable();
    }
  }

  /** A connection that stands is good until it breaks, whatever the name says. */
  private void removeStale() {
    List<String> known = addresses().stream().map(TcpEndpoint::key).toList();
    for (Map.Entry<String, L> each : List.copyOf(links.entrySet())) {
      L link = each.getValue();
      if (!known.contains(each.getKey()) && !connector.isConnected(link)) {
        links.remove(each.getKey());
        connector.unlink(link);
      }
    }
  }

  private List<TcpEndpoint> addresses() {
    return lookup == null ? List.of(endpoint) : lookup.known().stream().map(endpoint::at).toList();
  }
}
