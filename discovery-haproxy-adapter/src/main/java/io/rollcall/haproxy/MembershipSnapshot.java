package io.rollcall.haproxy;

import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import java.util.Set;

/**
 * A membership at one moment.
 *
 * @param goodbyes the names of those absent members that said goodbye
 * @param changes how many changes the goodbyes are from
 */
record MembershipSnapshot(State state, Roster roster, Set<String> goodbyes, long changes) {}
