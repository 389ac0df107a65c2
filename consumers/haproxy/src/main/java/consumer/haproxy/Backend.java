package consumer.haproxy;

import io.rollcall.discovery.Membership;
import io.rollcall.haproxy.HaproxyBackend;
import java.nio.file.Path;

/** Follows a membership into HAProxy, as an application would. */
final class Backend {
  private Backend() {}

  static HaproxyBackend follow(Path socket, Membership membership) {
    HaproxyBackend backend = HaproxyBackend.open("unix://" + socket, "app");
    backend.follow(membership);
    return backend;
  }
}
