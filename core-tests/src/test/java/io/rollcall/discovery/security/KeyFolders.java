package io.rollcall.discovery.security;

import static java.time.Duration.ofMillis;

import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The keys of a cluster as an operator lays them out: all in one folder, the public ones of clients
 * copied to a folder for the server, those of servers to one for the clients.
 */
final class KeyFolders {
  private final Path all;
  private final Path clients;
  private final Path servers;

  KeyFolders(Path root) throws IOException {
    all = root.resolve("all");
    clients = Files.createDirectories(root.resolve("clients"));
    servers = Files.createDirectories(root.resolve("servers"));
    createServer("server");
  }

  /** Makes the keys of a server that clients trust. */
  void createServer(String name) throws IOException {
    Keys.create(all, name);
    copy(publicKey(name), servers.resolve(name + ".key"));
  }

  /** Makes keys; returns the public one. */
  String create(String name) {
    return Keys.create(all, name);
  }

  /** The server trusts this client from now on. */
  void trust(String client) throws IOException {
    copy(publicKey(client), clients.resolve(client + ".key"));
  }

  void distrust(String client) throws IOException {
    Files.delete(clients.resolve(client + ".key"));
  }

  /** Clients trust this server no more. */
  void distrustServer(String name) throws IOException {
    Files.delete(servers.resolve(name + ".key"));
  }

  /** The keys of one take the place of another's. */
  void replace(String name, String by) throws IOException {
    copy(publicKey(by), publicKey(name));
    copy(secretKey(by), secretKey(name));
  }

  Path clients() {
    return clients;
  }

  Path secretKey(String name) {
    return all.resolve(name + ".key_secret");
  }

  private Path publicKey(String name) {
    return all.resolve(name + ".key");
  }

  Options server() {
    return server("server");
  }

  Options server(String name) {
    return brisk().withSecurity(Security.curve(secretKey(name), clients));
  }

  /** A client, with keys that are made and trusted if they are new. */
  Options client(String name) throws IOException {
    if (!Files.exists(secretKey(name))) {
      create(name);
      trust(name);
    }
    return untrusted(name);
  }

  Options untrusted(String name) {
    return brisk().withSecurity(Security.curve(secretKey(name), servers));
  }

  /** A client that trusts one server's keys alone, as they were when they were made. */
  Options trusting(String client, String server) {
    return brisk()
        .withSecurity(Security.curve(secretKey(client), servers.resolve(server + ".key")));
  }

  static Options brisk() {
    return Options.defaults()
        .withSurveyTime(ofMillis(500))
        .withRecvDeadline(ofMillis(500))
        .withPollTime(ofMillis(200))
        .withLossGrace(ofMillis(500))
        .withPulse(ofMillis(250))
        .withSettleTime(ofMillis(500));
  }

  private static void copy(Path from, Path to) throws IOException {
    // In one step, as an operator should: who reads it meanwhile sees the one or the other.
    Path beside = to.resolveSibling("." + to.getFileName());
    Files.copy(from, beside, StandardCopyOption.REPLACE_EXISTING);
    Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
