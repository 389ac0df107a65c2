package io.rollcall.cli.web;

/** Another page says more than is kept of one; the message names the bound. */
final class TooMuchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooMuchException(String message) {
    super(message);
  }
}
