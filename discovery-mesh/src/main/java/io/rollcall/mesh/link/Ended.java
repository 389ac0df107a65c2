package io.rollcall.mesh.link;

import io.rollcall.mesh.FailureCause;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param payload of the answer; null if there is none
 * @param cause why there is none
 * @param detail what is known beyond that
 */
@SuppressWarnings("ArrayRecordComponent")
record Ended(byte @Nullable [] payload, FailureCause cause, String detail) {
  static Ended with(byte[] payload) {
    return new Ended(payload, FailureCause.HANDLER_FAILED, "");
  }

  static Ended without(FailureCause cause, String detail) {
    return new Ended(null, cause, detail);
  }
}
