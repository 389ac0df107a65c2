package io.rollcall.discovery.keys;

/**
 * What a connection to a secured server takes.
 *
 * @param own the key that this side proves, with its secret half
 * @param server the public key that the far end must prove, 32 octets
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ServerKey(Certificate own, byte[] server) {}
