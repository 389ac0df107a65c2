package io.rollcall.sim;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.zmtp.transport.ConnectingRunner;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A client or a subscriber that the library's own transport runs. */
final class TcpConnecting extends TcpNode implements SimConnecting {
  /** No host has this address. A node whose list of servers is empty connects to it. */
  private static final String NOWHERE = "tcp://10.255.255.255:1";

  private final UnaryOperator<String> endpoint;
  private final Set<String> addresses;
  private @Nullable ConnectingRunner runner;

  /**
   * Not connected yet.
   *
   * @param endpoint of each address
   */
  TcpConnecting(
      TcpProcess process, Options options, UnaryOperator<String> endpoint, List<String> addresses) {
    super(process, options);
    this.endpoint = endpoint;
    this.addresses = new LinkedHashSet<>(addresses);
  }

  /** The endpoints of its servers. */
  String list() {
    return addresses.isEmpty()
        ? NOWHERE
        : addresses.stream().map(endpoint).collect(Collectors.joining(","));
  }

  void connect(Function<ZmtpTransport, ConnectingRunner> start) {
    runner = begin(start);
  }

  @Override
  public void connect(String address) {
    addresses.add(address);
    reconnect();
  }

  @Override
  public void disconnect(String address) {
    addresses.remove(address);
    reconnect();
  }

  private void reconnect() {
    if (runner != null) {
      runner.connectTo(list());
    }
  }
}
