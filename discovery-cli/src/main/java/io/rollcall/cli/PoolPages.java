package io.rollcall.cli;

import io.rollcall.cli.web.Requests;
import io.rollcall.discovery.endpoint.WebUrl;
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
              Requests.client()
                  .connectTimeout(PATIENCE)
                  .executor(
                      Executors.newCachedThreadPool(
                          LibraryThreads.daemons("rollcall-pool-pages", PoolPages.class)))
                  .build());
  private final WebUrl root;

  /** The pages below this URL. */
  PoolPages(WebUrl root) {
    this.root = root;
  }

  @Override
  public ByteView load(String key) throws IOException, InterruptedException {
    HttpRequest request = Requests.of(root, page(key)).timeout(PATIENCE).build();
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
  private String page(String key) {
    try {
      // The constructor of several parts encodes, the one of a string does not.
      String below =
          new URI(null, null, "/" + String.join("/", PoolKey.steps(key)), null).toString();
      return root.path().replaceFirst("/$", "") + below;
    } catch (URISyntaxException odd) {
      throw new IllegalArgumentException("it can't stand in a URL", odd);
    }
  }
}
