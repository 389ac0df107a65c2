package io.rollcall.http;

/** Answers requests. Called on many threads at once. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers this one, now or later; one that throws is answered with 500.
   *
   * @throws Exception whatever fails
   */
  void handle(Exchange exchange) throws Exception;
}
