package io.rollcall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why something failed, in words for people. */
final class Reason {
  private Reason() {}

  /** The reason without the name of the file. Of some, Java's own message is that name alone. */
  static String of(IOException failed) {
    if (failed instanceof NoSuchFileException) {
      return "it is not there";
    }
    if (failed instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failed instanceof NotDirectoryException) {
      return "it is no folder";
    }
    if (failed instanceof FileAlreadyExistsException) {
      return "it is there already";
    }
    String own =
        failed instanceof FileSystemException file ? file.getReason() : failed.getMessage();
    return own == null ? failed.getClass().getSimpleName() : own;
  }

  /** The whole message, with the name of the file where Java's own is nothing but that. */
  static String message(Exception failed) {
    if (failed instanceof FileSystemException file) {
      return "'%s': %s".formatted(file.getFile(), of(file));
    }
    String own = String.valueOf(failed.getMessage());
    if (failed instanceof UncheckedIOException && failed.getCause() instanceof IOException cause) {
      return own.equals(cause.toString()) || own.equals(cause.getMessage())
          ? message(cause)
          : own + ": " + of(cause);
    }
    return own;
  }
}
