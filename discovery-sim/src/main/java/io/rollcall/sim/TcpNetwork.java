package io.rollcall.sim;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.ConnectingAgent;
import io.rollcall.discovery.agent.ListeningAgent;
import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.agent.Transport.ServerPort;
import io.rollcall.discovery.agent.Transport.SubscriberPort;
import io.rollcall.discovery.survey.Peer;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Carries octets on simulated TCP, between processes that run ZMTP. Not thread-safe. */
public final class TcpNetwork extends SimNetwork {
  private static final int SURVEY = 5550;
  private static final int PUB_SUB = 5551;

  private final Options options;
  private final Tcp tcp = new Tcp(this);
  private final Map<String, Host> named = new HashMap<>();
  private final Map<String, Host> numbered = new HashMap<>();
  private final Map<String, SimNode> servers = new LinkedHashMap<>();

  TcpNetwork(World world, Options options) {
    super(world);
    this.options = options;
  }

  /** A new process on a host, for handles. */
  public HostProcess process(Host host) {
    InetAddress unused = tcp.address(host);
    return new HostProcess(tcp, host);
  }

  @Override
  public SimNode server(Host host, String address, Function<ServerPort, ListeningAgent> agent) {
    named.put(address, host);
    SimNode before = servers.get(address);
    if (before != null) {
      before.crash();
    }
    TcpNode server = new TcpNode(new TcpProcess(tcp, host), options);
    servers.put(address, server);
    server.begin(
        transport ->
            transport
                .server(
                    at(address, SURVEY),
                    at(address, PUB_SUB),
                    port -> agent.apply(new HeardPort(port, host)))
                .running());
    return server;
  }

  @Override
  public SimConnecting client(
      Host host, List<String> addresses, Function<ClientPort, ConnectingAgent> agent) {
    TcpConnecting client = connecting(host, SURVEY, addresses);
    client.connect(transport -> transport.client(client.list(), agent).running());
    return client;
  }

  @Override
  public SimConnecting subscriber(
      Host host, List<String> addresses, Function<SubscriberPort, ConnectingAgent> agent) {
    TcpConnecting subscriber = connecting(host, PUB_SUB, addresses);
    subscriber.connect(transport -> transport.subscriber(subscriber.list(), agent).running());
    return subscriber;
  }

  private TcpConnecting connecting(Host host, int port, List<String> addresses) {
    numbered.put(tcp.address(host).getHostAddress(), host);
    return new TcpConnecting(
        new TcpProcess(tcp, host), options, address -> at(address, port), addresses);
  }

  private String at(String address, int port) {
    Host host = named.get(address);
    if (host == null) {
      throw new IllegalArgumentException("no server was ever at '" + address + "'");
    }
    return "tcp://" + tcp.address(host).getHostAddress() + ":" + port;
  }

  @Override
  public void reset(Host host) {
    tcp.of(host).forEach(each -> each.reset(host));
  }

  @Override
  public void mute(Host one, Host other) {
    tcp.of(one).stream().filter(each -> each.touches(other)).forEach(TcpConnection::mute);
  }

  @Override
  public boolean isMute(Host one, Host other) {
    return tcp.of(one).stream().anyMatch(each -> each.touches(other) && each.isMuteAndInUse());
  }

  /** The connections of which at least one end is open. */
  List<TcpConnection> connections() {
    return tcp.connections();
  }

  @Override
  public void reopen(SimNode server) {
    throw new UnsupportedOperationException("a listening socket does not fail by itself");
  }

  /** A server's port, of whose frames to one peer the listener hears. */
  private final class HeardPort implements ServerPort {
    private final ServerPort port;
    private final Host from;

    HeardPort(ServerPort port, Host from) {
      this.port = port;
      this.from = from;
    }

    private void tell(Peer to, byte[] frame) {
      Host host = numbered.get(to.address().substring(0, to.address().indexOf(':')));
      if (host != null) {
        listener().sent(from, host, frame);
      }
    }

    @Override
    public void send(Peer to, byte[] frame) {
      tell(to, frame);
      port.send(to, frame);
    }

    @Override
    public void ask(Peer to, byte[] frame, int answers) {
      tell(to, frame);
      port.ask(to, frame, answers);
    }

    @Override
    public void publish(byte[] frame) {
      port.publish(frame);
    }

    @Override
    public int subscribers() {
      return port.subscribers();
    }

    @Override
    public long publishing() {
      return port.publishing();
    }
  }
}
