package io.rollcall.discovery.http;

/** A request that is malformed, too long or not understood; with the status that says so. */
final class BadRequestException extends Exception {
  private static final long serialVersionUID = 1;

  final int status;

  BadRequestException(int status, String message) {
    super(message);
    this.status = status;
  }
}
