/**
 * Looks host names up, again and again, for the loops that connect to them: a lookup may take as
 * long as it likes, so each name has a thread of its own.
 */
@NullMarked
package io.rollcall.discovery.lookup;

import org.jspecify.annotations.NullMarked;
