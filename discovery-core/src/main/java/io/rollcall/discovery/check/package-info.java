/** The checks that options and arguments have in common. */
@NullMarked
package io.rollcall.discovery.check;

import org.jspecify.annotations.NullMarked;
