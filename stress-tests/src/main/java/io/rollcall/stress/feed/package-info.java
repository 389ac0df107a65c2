/**
 * Two threads on one feed: what {@code Feed} and {@code FeedQueue} promise, whatever comes first.
 */
@NullMarked
package io.rollcall.stress.feed;

import org.jspecify.annotations.NullMarked;
