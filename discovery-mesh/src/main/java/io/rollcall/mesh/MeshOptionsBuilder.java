package io.rollcall.mesh;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.net.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Builds {@link MeshOptions}. Each method sets the option of its name and throws an {@code
 * IllegalArgumentException} if the value is out of the bounds documented there; the message
 * contains the bound. Not thread-safe.
 */
public final class MeshOptionsBuilder {
  private static final Duration LEAST = Duration.ofMillis(10);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Options discovery = Options.defaults();
  private String urlServer = "";
  private String urlPubSub = "";
  private String bind = "tcp://*:0";
  private int portScan;
  private Duration requestTimeout = Duration.ofSeconds(3);
  private Duration retryInterval = Duration.ofSeconds(1);
  private Duration retryTimeout = Duration.ofSeconds(3);
  private Duration sendInterval = Duration.ZERO;
  private Duration connectTimeout = Duration.ofSeconds(1);
  private Duration pingInterval = Duration.ofMillis(500);
  private boolean strict;
  private boolean guests;
  private int concurrency = 256;
  private int mostOctets = 10_000_000;
  private int queueOctets = 32 << 20;
  private Optional<Executor> handlers = Optional.empty();

  MeshOptionsBuilder() {}

  MeshOptionsBuilder(MeshOptions.Values values) {
    this.discovery = values.discovery();
    this.urlServer = values.urlServer();
    this.urlPubSub = values.urlPubSub();
    this.bind = values.bind();
    this.portScan = values.portScan();
    this.requestTimeout = values.requestTimeout();
    this.retryInterval = values.retryInterval();
    this.retryTimeout = values.retryTimeout();
    this.sendInterval = values.sendInterval();
    this.connectTimeout = values.connectTimeout();
    this.pingInterval = values.pingInterval();
    this.strict = values.strict();
    this.guests = values.guests();
    this.concurrency = values.concurrency();
    this.mostOctets = values.mostOctets();
    this.queueOctets = values.queueOctets();
    this.handlers = values.handlers();
  }

  /** Sets {@link MeshOptions#discovery()}. */
  public MeshOptionsBuilder discovery(Options discovery) {
    this.discovery = Objects.requireNonNull(discovery, "discovery");
    return this;
  }

  /** Sets {@link MeshOptions#urlServer()} and {@link MeshOptions#urlPubSub()}. */
  public MeshOptionsBuilder server(String urlServer, String urlPubSub) {
    List<Endpoint> unused = Endpoint.toConnect(urlServer);
    List<Endpoint> unusedToo = Endpoint.toConnect(urlPubSub);
    this.urlServer = urlServer;
    this.urlPubSub = urlPubSub;
    return this;
  }

  /** Sets {@link MeshOptions#bind()}. */
  public MeshOptionsBuilder bind(String bind) {
    List<Endpoint> endpoints = Endpoint.toBind(bind);
    if (endpoints.size() != 1 || endpoints.get(0).isIpc()) {
      throw new IllegalArgumentException("bind '" + bind + "' is not one endpoint tcp://HOST:PORT");
    }
    this.bind = bind;
    return this;
  }

  /** Sets {@link MeshOptions#portScan()}. */
  public MeshOptionsBuilder portScan(int portScan) {
    this.portScan = Bounds.within("portScan", portScan, 0, 65_535);
    return this;
  }

  /** Sets {@link MeshOptions#requestTimeout()}. */
  public MeshOptionsBuilder requestTimeout(Duration requestTimeout) {
    this.requestTimeout =
        Bounds.within("requestTimeout", requestTimeout, Duration.ofMillis(1), Duration.ofHours(1));
    return this;
  }

  /** Sets {@link MeshOptions#retryInterval()}. */
  public MeshOptionsBuilder retryInterval(Duration retryInterval) {
    this.retryInterval = Bounds.within("retryInterval", retryInterval, LEAST, MINUTE);
    return this;
  }

  /** Sets {@link MeshOptions#retryTimeout()}. */
  public MeshOptionsBuilder retryTimeout(Duration retryTimeout) {
    this.retryTimeout = Bounds.within("retryTimeout", retryTimeout, LEAST, MINUTE);
    return this;
  }

  /** Sets {@link MeshOptions#sendInterval()}. */
  public MeshOptionsBuilder sendInterval(Duration sendInterval) {
    this.sendInterval =
        Bounds.within("sendInterval", sendInterval, Duration.ZERO, Duration.ofSeconds(1));
    return this;
  }

  /** Sets {@link MeshOptions#connectTimeout()}. */
  public MeshOptionsBuilder connectTimeout(Duration connectTimeout) {
    this.connectTimeout = Bounds.within("connectTimeout", connectTimeout, LEAST, MINUTE);
    return this;
  }

  /** Sets {@link MeshOptions#pingInterval()}. */
  public MeshOptionsBuilder pingInterval(Duration pingInterval) {
    this.pingInterval = Bounds.within("pingInterval", pingInterval, LEAST, MINUTE);
    return this;
  }

  /** Sets {@link MeshOptions#strict()}. */
  public MeshOptionsBuilder strict(boolean strict) {
    this.strict = strict;
    return this;
  }

  /** Sets {@link MeshOptions#guests()}. */
  public MeshOptionsBuilder guests(boolean guests) {
    this.guests = guests;
    return this;
  }

  /** Sets {@link MeshOptions#concurrency()}. */
  public MeshOptionsBuilder concurrency(int concurrency) {
    this.concurrency = Bounds.within("concurrency", concurrency, 1, 100_000);
    return this;
  }

  /** Sets {@link MeshOptions#mostOctets()}. */
  public MeshOptionsBuilder mostOctets(int mostOctets) {
    this.mostOctets = Bounds.within("mostOctets", mostOctets, 1024, 100_000_000);
    return this;
  }

  /** Sets {@link MeshOptions#queueOctets()}. */
  public MeshOptionsBuilder queueOctets(int queueOctets) {
    this.queueOctets = Bounds.within("queueOctets", queueOctets, 1 << 16, 1 << 30);
    return this;
  }

  /** Sets {@link MeshOptions#handlers()}. */
  public MeshOptionsBuilder handlers(Executor handlers) {
    this.handlers = Optional.of(handlers);
    return this;
  }

  /** The options as they are set now. */
  public MeshOptions build() {
    return new MeshOptions(
        new MeshOptions.Values(
            discovery,
            urlServer,
            urlPubSub,
            bind,
            portScan,
            requestTimeout,
            retryInterval,
            retryTimeout,
            sendInterval,
            connectTimeout,
            pingInterval,
            strict,
            guests,
            concurrency,
            mostOctets,
            queueOctets,
            handlers));
  }
}
