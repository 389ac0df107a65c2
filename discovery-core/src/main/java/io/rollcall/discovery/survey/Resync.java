package io.rollcall.discovery.survey;

/** Why a replica asks for another snapshot after its first. */
public enum Resync {
  /** A connection was made anew. */
  CONNECTION,
  /** Something that was published did not come. */
  GAP,
  /** The server is another one, or was away. */
  SERVER
}
