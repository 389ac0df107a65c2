package io.rollcall.cli;

import io.rollcall.cli.OptionSources.Source;
import io.rollcall.discovery.endpoint.WebUrl;
import io.rollcall.groupcache.Loader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Where a pool's values come from: one of two options. They are no group of picocli's, which checks
 * its groups before it looks for values in variables and in the configuration file.
 */
final class PoolSource {
  private static final String DIRECTORY = "--directory";
  private static final String URL = "--url";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = DIRECTORY,
      paramLabel = "DIR",
      description = "Values are its files, keys their paths below it. This or --url is needed.")
  private @Nullable Path directory;

  @Option(
      names = URL,
      paramLabel = "URL",
      description = "Values are the pages below it, keys their paths.")
  private @Nullable String url;

  /**
   * The one whose place takes precedence.
   *
   * @throws IllegalArgumentException if none is given, or both in one place, or it is malformed
   */
  Loader loader() {
    if (directory != null && (url == null || isBefore(DIRECTORY, URL))) {
      return new PoolFiles(directory);
    }
    if (url != null && (directory == null || isBefore(URL, DIRECTORY))) {
      return new PoolPages(WebUrl.of(url));
    }
    throw new IllegalArgumentException(
        url == null
            ? "--directory DIR or --url URL is missing"
            : "--directory and --url are given both; the values come from one of them");
  }

  private boolean isBefore(String option, String other) {
    Source source = OptionSources.source(command, option);
    return source.compareTo(OptionSources.source(command, other)) > 0;
  }
}
