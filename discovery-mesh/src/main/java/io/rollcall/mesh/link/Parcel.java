package io.rollcall.mesh.link;

import io.rollcall.mesh.wire.MeshFrame;

/** A frame that is sent once there is credit for it. For the engine's thread only. */
abstract class Parcel {
  /** The frame as it is to be sent now. */
  abstract MeshFrame frame();

  /** The id of the request that it belongs to; 0 if none. */
  abstract long call();

  /** Whether it is still wanted. */
  abstract boolean isOpen();

  /** All of it is on its way. */
  abstract void sent();

  /** It is not sent, since too much waits already, or it is not wanted any more. */
  abstract void dropped();
}
