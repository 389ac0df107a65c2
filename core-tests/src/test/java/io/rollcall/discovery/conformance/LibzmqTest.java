package io.rollcall.discovery.conformance;

import io.rollcall.discovery.Options;

/** Without security. */
class LibzmqTest extends LibzmqContract {
  LibzmqTest() {
    super(Options.defaults());
  }
}
