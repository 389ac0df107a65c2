package io.rollcall.haproxy;

import java.util.Optional;

/**
 * A server as the membership wants it.
 *
 * @param address empty if it is not known, or not yet: then one that is there stays where it is,
 *     and none is added
 * @param mode {@code READY} or {@code DRAIN}
 */
record WantedServer(Optional<ServerAddress> address, int weight, Mode mode) {}
