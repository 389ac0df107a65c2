package io.rollcall.cli;

import io.rollcall.discovery.endpoint.HostPort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether endpoints are well-formed, their hosts known, and their ports open or free. */
final class EndpointCheck {
  private static final String ANY = HostPort.SCHEME + "*:";

  private final Duration timeout;
  private final List<Finding> findings;

  EndpointCheck(Duration timeout, List<Finding> findings) {
    this.timeout = timeout;
    this.findings = findings;
  }

  /** The endpoints of a list where somebody listens. */
  List<String> reach(String option, String list) {
    List<String> open = new ArrayList<>();
    for (String given : HostPort.parts(list)) {
      String endpoint = given;
      if (given.startsWith(ANY)) {
        endpoint = HostPort.SCHEME + "127.0.0.1:" + given.substring(ANY.length());
        findings.add(
            Finding.ok(
                "endpoint",
                "%s '%s' is for servers; looked at as %s".formatted(option, given, endpoint)));
      }
      try {
        if (isOpen(endpoint, read(endpoint))) {
          open.add(endpoint);
        }
      } catch (IllegalArgumentException malformed) {
        findings.add(
            Finding.fail(
                "endpoint",
                option + ": " + malformed.getMessage(),
                "write it as tcp://HOST:PORT, several joined by commas"));
      }
    }
    return open;
  }

  private static HostPort read(String endpoint) {
    if (!endpoint.startsWith(HostPort.SCHEME)) {
      throw HostPort.bad(endpoint, "it must be tcp://HOST:PORT");
    }
    HostPort read = HostPort.of(endpoint, false);
    read.checkIpv6(endpoint);
    return read;
  }

  private boolean isOpen(String endpoint, HostPort at) {
    List<InetAddress> addresses;
    try {
      addresses = List.of(InetAddress.getAllByName(at.host()));
    } catch (UnknownHostException unknown) {
      findings.add(
          Finding.fail(
              "name",
              "%s: host '%s' is unknown".formatted(endpoint, at.host()),
              "look at its spelling, at DNS and at /etc/hosts of this machine"));
      return false;
    }
    if (!at.isAddress()) {
      findings.add(Finding.ok("name", "%s: host is %s".formatted(endpoint, texts(addresses))));
    }
    List<InetAddress> shut = new ArrayList<>();
    String why = "";
    for (InetAddress each : addresses) {
      String fault = fault(each, at.port());
      if (!fault.isEmpty()) {
        shut.add(each);
        why = fault;
      }
    }
    if (shut.isEmpty()) {
      findings.add(Finding.ok("endpoint", endpoint + ": somebody listens"));
    } else if (shut.size() < addresses.size()) {
      findings.add(
          Finding.warn(
              "endpoint",
              "%s: nobody at %s: %s".formatted(endpoint, texts(shut), why),
              "each address of a host is taken for a server; take those out of its name that are"
                  + " none, or start servers there"));
    } else {
      findings.add(
          Finding.fail(
              "endpoint",
              "%s: nobody can be reached: %s".formatted(endpoint, why),
              "start a server there (rollcall server), or look at the port and at firewalls"));
      shut.stream()
          .filter(EndpointCheck::isHere)
          .findFirst()
          .ifPresent(own -> bind(own, at.port()));
    }
    return shut.size() < addresses.size();
  }

  /** Why one can't connect; empty if one can. */
  private String fault(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
      return "";
    } catch (ConnectException refused) {
      return "connection refused";
    } catch (IOException failed) {
      return String.valueOf(failed.getMessage());
    }
  }

  private static boolean isHere(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException notTold) {
      return false;
    }
  }

  private void bind(InetAddress address, int port) {
    try (ServerSocket trial = new ServerSocket()) {
      trial.bind(new InetSocketAddress(address, port));
      findings.add(
          Finding.ok("port", "%s port %d is free".formatted(address.getHostAddress(), port)));
    } catch (IOException taken) {
      findings.add(
          Finding.fail(
              "port",
              "%s port %d can't be bound: %s"
                  .formatted(address.getHostAddress(), port, taken.getMessage()),
              port < 1024
                  ? "take one of 1024 or above, or give the process CAP_NET_BIND_SERVICE"
                  : "see who has it (ss -tlnp), or take another"));
    }
  }

  private static String texts(List<InetAddress> addresses) {
    return String.join(", ", addresses.stream().map(InetAddress::getHostAddress).toList());
  }
}
