package io.rollcall.discovery.net;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of a Unix socket that was bound; removed at the end, unless another took its place. */
final class SocketFile {
  private static final Logger log = LoggerFactory.getLogger(SocketFile.class);
  private static final int TYPE = 0xF000;
  private static final int SOCKET = 0xC000;

  private final Path path;
  private final @Nullable Object identity;

  private SocketFile(Path path, @Nullable Object identity) {
    this.path = path;
    this.identity = identity;
  }

  static SocketFile of(Path path) {
    return new SocketFile(path, identity(path));
  }

  /**
   * Removes the file of a socket that nobody listens on; any other file stays.
   *
   * @throws BindException if somebody does
   */
  static void removeStale(Endpoint at) throws IOException {
    Path path = Objects.requireNonNull(at.path());
    if (!isSocket(path)) {
      return;
    }
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.configureBlocking(false);
      probe.connect(UnixDomainSocketAddress.of(path));
    } catch (ConnectException refused) {
      log.info("{}: the process that bound it has ended; its socket file is replaced", at);
      Files.deleteIfExists(path);
      return;
    } catch (IOException busy) {
      log.debug("{}", at, busy);
    }
    throw new BindException("Address already in use");
  }

  void remove() {
    Object present = identity(path);
    if (present == null || !present.equals(identity)) {
      return;
    }
    try {
      Files.deleteIfExists(path);
    } catch (IOException failed) {
      log.warn("the socket file {} could not be removed: {}", path, failed.getMessage());
    }
  }

  private static boolean isSocket(Path path) throws IOException {
    try {
      Object mode = Files.getAttribute(path, "unix:mode");
      return ((Integer) mode & TYPE) == SOCKET;
    } catch (NoSuchFileException none) {
      return false;
    }
  }

  private static @Nullable Object identity(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (IOException gone) {
      return null;
    }
  }
}
