package io.rollcall.discovery.survey;

/**
 * The far end of a connection, as the transport counts them. A server's peers are connections that
 * were made to it; a client's and a subscriber's are the endpoints that they connect to.
 *
 * @param number unique within one owner, never used again
 */
public record Peer(long number) {}
