package io.rollcall.sim;

/** What a schedule may have beside servers, clients, subscribers and faults. */
enum Extra {
  /** Processes prove keys, and strangers of another key want the names of members. */
  KEYS,
  /** A server takes hardly more members than there are, and few joins a second. */
  LIMITS,
  /** Another protocol brings members to each server. */
  GUESTS,
  /** The pace is one of the presets, of which some are slow. */
  PRESET
}
