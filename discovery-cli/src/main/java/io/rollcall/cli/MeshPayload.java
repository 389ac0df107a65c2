package io.rollcall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command sends: a text, or a file. */
final class MeshPayload {
  @Option(names = "--file", paramLabel = "FILE", description = "Send what this file has.")
  private @Nullable Path file;

  /**
   * The payload.
   *
   * @param text null if none is given
   * @throws IllegalArgumentException if a text and a file are given
   * @throws UncheckedIOException if the file can't be read
   */
  byte[] octets(@Nullable String text) {
    if (text != null && file != null) {
      throw new IllegalArgumentException("TEXT and --file are given; it must be one of them");
    }
    if (file == null) {
      return (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The text in a payload; empty if it is not in UTF-8. */
  static Optional<String> text(byte[] payload) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString());
    } catch (CharacterCodingException binary) {
      return Optional.empty();
    }
  }

  /** The text line by line without control characters, which could move the cursor. */
  static String clean(String text) {
    return text.lines().map(Table::clean).collect(Collectors.joining(System.lineSeparator()));
  }

  static String base64(byte[] payload) {
    return Base64.getEncoder().encodeToString(payload);
  }
}
