package io.rollcall.cli;

import io.rollcall.discovery.thread.LibraryThreads;
import io.rollcall.groupcache.ByteView;
import io.rollcall.groupcache.Loader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;

/** A pool's values are the pages below a URL. Redirections are not followed. Thread-safe. */
final class PoolPages implements Loader {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http =
      LibraryThreads.starting(
          PoolPages.class,
          () ->
              HttpClient.newBuilder()
                  .connectTimeout(PATIENCE)
                  .executor(
                      Executors.newCachedThreadPool(
                          LibraryThreads.daemons("rollcall-pool-pages", PoolPages.class)))
                  .build());
  private final URI root;

  /**
   * The pages below this URL.
   *
   * @throws IllegalArgumentException if it is none of http or https, or has a query or fragment
   */
  PoolPages(URI root) {
    String scheme = root.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme))
        || root.getHost() == null
        || root.getRawUserInfo() != null
        || root.getRawQuery() != null
        || root.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "URL '" + root + "': it must be http[s]://HOST[:PORT][/PATH]");
    }
    this.root = root;
  }

  @Override
  public ByteView load(String key) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(page(key)).timeout(PATIENCE).build();
    HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      return switch (response.statusCode()) {
        case OK -> ByteView.of(PoolKey.bounded(body));
        case NOT_FOUND, GONE -> throw new FileNotFoundException("there is no such page");
        default -> throw new IOException(root + " answers " + response.statusCode());
      };
    }
  }

  /** What a URL gives a meaning, as {@code ?} or {@code %}, is part of the key here. */
  private URI page(String key) {
    String path = root.getPath().replaceFirst("/$", "") + "/";
    try {
      return new URI(
          root.getScheme(),
          null,
          root.getHost(),
          root.getPort(),
          path + String.join("/", PoolKey.steps(key)),
          null,
          null);
    } catch (URISyntaxException odd) {
      throw new IllegalArgumentException("it can't stand in a URL", odd);
    }
  }
}
