package io.rollcall.groupcache;

/**
 * What a group has counted since it was made. A moment's look: the counts are read one after the
 * other. Immutable.
 *
 * @param gets values asked for, by callers here and by peers
 * @param hits of these, found in one of the caches
 * @param peerLoads loaded from the peer that owns the key
 * @param peerErrors the owner could not be asked, or answered an error; the key was loaded here
 *     then
 * @param localLoads loaded here, by the loader
 * @param loadErrors the loader failed
 * @param serverRequests values that peers asked for
 * @param evictions values that had to go for others
 */
public record GroupStats(
    long gets,
    long hits,
    long peerLoads,
    long peerErrors,
    long localLoads,
    long loadErrors,
    long serverRequests,
    long evictions) {}
