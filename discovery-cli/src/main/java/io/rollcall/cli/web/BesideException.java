package io.rollcall.cli.web;

/** Another page does not answer as a page does; the message names it. */
final class BesideException extends Exception {
  private static final long serialVersionUID = 1;

  BesideException(String message) {
    super(message);
  }
}
