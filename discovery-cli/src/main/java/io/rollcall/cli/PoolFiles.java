package io.rollcall.cli;

import io.rollcall.groupcache.ByteView;
import io.rollcall.groupcache.Loader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A pool's values are the files below a directory. Symbolic links below it are not followed.
 * Thread-safe.
 */
final class PoolFiles implements Loader {
  private final Path root;

  /**
   * The files of this directory.
   *
   * @throws IllegalArgumentException if it is none
   */
  PoolFiles(Path directory) {
    try {
      root = directory.toRealPath();
    } catch (IOException absent) {
      throw new IllegalArgumentException("directory '" + directory + "' can't be read", absent);
    }
    if (!Files.isDirectory(root)) {
      throw new IllegalArgumentException("'" + directory + "' is no directory");
    }
  }

  @Override
  public ByteView load(String key) throws IOException {
    Path file = root;
    for (String step : PoolKey.steps(key)) {
      file = file.resolve(step);
    }
    try {
      if (!file.toRealPath().equals(file) || !Files.isRegularFile(file)) {
        throw new IllegalArgumentException("it is no file, or behind a symbolic link");
      }
      try (InputStream value = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        return ByteView.of(PoolKey.bounded(value));
      }
    } catch (FileSystemException failed) {
      // Its own message names the whole path. A step below a file, or a name that is too long, is
      // no
      // file either.
      throw Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          ? new IOException(Reason.of(failed))
          : new FileNotFoundException("there is no such file");
    }
  }
}
