package consumer.mesh;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Server;
import io.rollcall.mesh.Codec;
import io.rollcall.mesh.Mesh;
import io.rollcall.mesh.MeshOptions;

/** A node that reverses texts, as an application would have it. */
final class Reverse {
  static final int COMMAND = 7;

  private Reverse() {}

  static Mesh start(Server server, String name) {
    Mesh mesh =
        Mesh.start(
            server.urlServer(),
            server.urlPubSub(),
            Member.named(name),
            MeshOptions.defaults().withBind("tcp://127.0.0.1:0"));
    mesh.handle(
        COMMAND,
        Codec.TEXT,
        Codec.TEXT,
        (call, text) -> new StringBuilder(text).reverse().toString());
    return mesh;
  }
}
