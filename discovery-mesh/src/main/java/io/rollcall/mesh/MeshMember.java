package io.rollcall.mesh;

import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.Member;

/** The member that a node is, whatever brings it into the roster. */
public interface MeshMember {
  /** What the roster has, or will have, of this node; its incarnation too, if it has one. */
  Member self();

  /** Changes what the roster has of it. */
  void update(Member self);

  /** The member of a client. */
  static MeshMember of(ClientWithSub client) {
    return new MeshMember() {
      @Override
      public Member self() {
        return client.self();
      }

      @Override
      public void update(Member self) {
        client.update(self);
      }
    };
  }
}
