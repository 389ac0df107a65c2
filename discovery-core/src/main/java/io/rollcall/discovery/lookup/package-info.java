/**
 * Resolves host names again and again for the loops that connect to them. A lookup may block for
 * long, so each name has a thread of its own.
 */
@NullMarked
package io.rollcall.discovery.lookup;

import org.jspecify.annotations.NullMarked;
