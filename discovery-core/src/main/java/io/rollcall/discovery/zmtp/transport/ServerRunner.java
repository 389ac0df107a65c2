package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.agent.Transport.BoundAgent;
import io.rollcall.discovery.agent.Transport.ServerPort;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.Limits;
import io.rollcall.discovery.net.Listener;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.zmtp.Outgoing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A server's agent and its ports: a ROUTER for the survey, an XPUB for what is published. */
final class ServerRunner extends AgentRunner implements BoundAgent, ServerPort {
  private final List<Listener> survey = new ArrayList<>();
  private final List<Listener> pubSub = new ArrayList<>();
  private final Map<Peer, ClientWire> clients = new HashMap<>();
  private final Subscriptions<SubscriberWire> subscriptions = new Subscriptions<>();
  private final Set<ZmtpWire> open = new LinkedHashSet<>();
  private int subscribers;
  private long peers;

  ServerRunner(Engine engine) {
    super(engine);
  }

  /** Binds all endpoints, or none. Not on the engine's thread, which serves none of them yet. */
  void bind(List<Endpoint> surveyed, List<Endpoint> published, Limits limits) {
    boolean bound = false;
    try {
      listen(survey, surveyed, () -> new ClientWire(this), limits);
      listen(pubSub, published, () -> new SubscriberWire(this), limits);
      bound = true;
    } finally {
      if (!bound) {
        engine.call(
            () -> {
              listeners().forEach(Listener::close);
              return true;
            });
      }
    }
  }

  private void listen(
      List<Listener> to, List<Endpoint> endpoints, Supplier<Wire> wires, Limits limits) {
    for (Endpoint each : endpoints) {
      to.add(engine.listen(each, wires, limits));
    }
  }

  private List<Listener> listeners() {
    List<Listener> all = new ArrayList<>(survey);
    all.addAll(pubSub);
    return all;
  }

  @Override
  public String urlServer() {
    return endpoints(survey);
  }

  @Override
  public String urlPubSub() {
    return endpoints(pubSub);
  }

  private static String endpoints(List<Listener> listeners) {
    return listeners.stream()
        .map(each -> each.endpoint().toString())
        .collect(Collectors.joining(","));
  }

  @Override
  public void send(Peer to, byte[] frame) {
    ClientWire client = clients.get(to);
    if (client != null && !client.send(Outgoing.message(frame))) {
      dropped("a message to a client that does not read");
    }
  }

  @Override
  public void publish(byte[] frame) {
    Outgoing message = Outgoing.message(frame);
    for (SubscriberWire each : subscriptions.of(frame)) {
      if (!each.send(message)) {
        dropped("a publication to a subscriber that does not read");
      }
    }
  }

  @Override
  public int subscribers() {
    return subscribers;
  }

  /** What a new client's connection is called. */
  Peer newPeer(String address) {
    return new Peer(++peers, address, "");
  }

  void opened(ZmtpWire wire) {
    open.add(wire);
    subscribers += wire instanceof SubscriberWire ? 1 : 0;
  }

  void closed(ZmtpWire wire) {
    open.remove(wire);
    subscribers -= wire instanceof SubscriberWire ? 1 : 0;
    portClosed();
  }

  /** A client's connection can be sent to. */
  void ready(ClientWire client) {
    clients.put(client.peer(), client);
  }

  void lost(ClientWire client) {
    clients.remove(client.peer());
    agent((agent, now) -> agent.lost(client.peer(), now));
  }

  void heard(ClientWire client, byte[] frame) {
    agent((agent, now) -> agent.heard(client.peer(), frame, now));
  }

  void subscribed(SubscriberWire subscriber, byte[] topic) {
    if (subscriptions.add(subscriber, topic)) {
      agent((agent, now) -> agent.subscribed(topic, now));
    } else {
      dropped("a subscription, more than " + Subscriptions.MOST);
    }
  }

  void cancelled(SubscriberWire subscriber, byte[] topic) {
    subscriptions.cancel(subscriber, topic);
  }

  void lost(SubscriberWire subscriber) {
    subscriptions.remove(subscriber);
  }

  @Override
  void closePorts() {
    listeners().forEach(Listener::stop);
    List.copyOf(open).forEach(each -> each.connection().finish(LINGER, "the server closes"));
  }

  @Override
  void cutPorts() {
    List.copyOf(open).forEach(each -> each.connection().close("the server closes"));
  }

  @Override
  boolean areClosed() {
    return open.isEmpty();
  }
}
