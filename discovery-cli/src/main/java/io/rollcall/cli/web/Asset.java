package io.rollcall.cli.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A file of the page. Immutable. */
record Asset(String type, String text) {

  /** All of them, by path. */
  static Map<String, Asset> all() {
    return Map.of(
        "/", read("page.html", "text/html; charset=utf-8"),
        "/page.css", read("page.css", "text/css; charset=utf-8"),
        "/page.js", read("page.js", "text/javascript; charset=utf-8"),
        "/icon.svg", read("icon.svg", "image/svg+xml"));
  }

  private static Asset read(String file, String type) {
    try (InputStream in = Asset.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + file);
      }
      return new Asset(type, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
