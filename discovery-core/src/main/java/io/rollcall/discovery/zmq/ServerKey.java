package io.rollcall.discovery.zmq;

/**
 * What a connection to a secured server takes.
 *
 * @param own the key that this side proves
 * @param server the public key that the far end must prove, in Z85
 */
record ServerKey(Certificate own, String server) {}
