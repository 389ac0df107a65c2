package io.rollcall.discovery.wire;

import io.rollcall.discovery.Incarnation;

/**
 * What a server says of itself with everything that it publishes.
 *
 * @param server which start of which server
 * @param cluster the cluster that it serves
 * @param sequence how many changes it has published
 * @param settled whether its silence about a member means that the member is absent
 * @param pulseMillis how often it publishes a pulse
 */
public record Standing(
    Incarnation server, String cluster, long sequence, boolean settled, int pulseMillis) {}
