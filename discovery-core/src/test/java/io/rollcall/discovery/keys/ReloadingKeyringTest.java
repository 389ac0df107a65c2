package io.rollcall.discovery.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Security;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ReloadingKeyringTest {
  @TempDir Path folder;

  /** An engine's thread releases; a file system that hangs must not hold it. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void shouldReleaseWhileAFileOfAnotherIsRead() throws Exception {
    Certificate.create().save(folder, "own");
    ReloadingKeyring ring =
        ReloadingKeyring.acquire(
            Security.curve(folder.resolve("own.key_secret"), folder.resolve("own.key")));
    Path slow = folder.resolve("slow.key_secret");
    assertThat(new ProcessBuilder("mkfifo", slow.toString()).start().waitFor()).isZero();
    Thread reader =
        new Thread(
            () ->
                assertThatThrownBy(
                        () ->
                            ReloadingKeyring.acquire(
                                Security.curve(slow, folder.resolve("own.key"))))
                    .isInstanceOf(DiscoveryException.class));
    reader.start();
    // Opens once the reader has.
    try (OutputStream writer = Files.newOutputStream(slow)) {
      assertTimeoutPreemptively(Duration.ofSeconds(30), ring::release);
    }
    reader.join();
  }

  /** Else nobody's key would be revoked any more. */
  @Test
  void shouldReadOnThoughAListenerFails() throws IOException {
    Path trusted = Files.createDirectory(folder.resolve("trusted"));
    Certificate.create().save(folder, "own");
    ReloadingKeyring ring =
        ReloadingKeyring.acquire(Security.curve(folder.resolve("own.key_secret"), trusted));
    try {
      Certificate own = ring.own();
      ring.onChange(
          () -> {
            throw new IllegalStateException("a listener fails on purpose");
          });
      for (int i = 1; i <= 2; i++) {
        int many = i;
        Certificate.create().save(trusted, "client" + i);
        await().atMost(Duration.ofSeconds(30)).until(() -> ring.trusted().size() == many);
      }
      assertThat(ring.own()).as("nothing about it has changed").isSameAs(own);
    } finally {
      ring.release();
    }
  }

  @Test
  void shouldAskForAKeyOfNobodyWhereNothingIsTrusted() throws IOException {
    Path trusted = Files.createDirectory(folder.resolve("trusted"));
    Certificate.create().save(folder, "own");
    ReloadingKeyring ring =
        ReloadingKeyring.acquire(Security.curve(folder.resolve("own.key_secret"), trusted));
    try {
      ServerKey asked = ring.towards(new Handshake("tcp://server:1"));
      assertThat(asked.server()).hasSize(32).isNotEqualTo(ring.own().publicOctets());
    } finally {
      ring.release();
    }
  }
}
