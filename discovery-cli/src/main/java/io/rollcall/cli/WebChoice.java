package io.rollcall.cli;

import io.rollcall.cli.web.PageOptions;
import io.rollcall.discovery.endpoint.WebUrl;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a server has a page, and where. */
final class WebChoice {
  @Option(
      names = "--web",
      paramLabel = "PORT",
      description =
          "A page for browsers at this port, with /health and /metrics; 0 for a free one.")
  private @Nullable Integer port;

  @Option(
      names = "--web-bind",
      paramLabel = "ADDRESS",
      description = "Where the page listens. Whoever reaches it can read it. Default: 127.0.0.1")
  private String address = "127.0.0.1";

  @Option(
      names = "--web-host",
      paramLabel = "NAME",
      split = ",",
      description =
          "Names that it answers to besides localhost, as those of a proxy before it; several"
              + " joined by commas.")
  private List<String> hosts = List.of();

  @Option(
      names = "--web-beside",
      paramLabel = "URL",
      split = ",",
      description =
          "Pages of other servers, to be shown beside this one; several joined by commas.")
  private List<String> beside = List.of();

  /**
   * The page, if there is to be one.
   *
   * @throws IllegalArgumentException if the port, the address or a URL is malformed
   */
  Optional<PageOptions> options() {
    if (port == null) {
      if (!beside.isEmpty()) {
        throw new IllegalArgumentException("--web-beside " + beside.get(0) + " needs --web");
      }
      if (!hosts.isEmpty()) {
        throw new IllegalArgumentException("--web-host " + hosts.get(0) + " needs --web");
      }
      return Optional.empty();
    }
    Bounds.check("--web", port);
    return Optional.of(
        PageOptions.defaults()
            .withAddress(new InetSocketAddress(address, port))
            .withHosts(hosts)
            .withBeside(beside.stream().map(WebUrl::of).toList()));
  }
}
