/** What endpoints have in common, whatever speaks there. */
@NullMarked
package io.rollcall.discovery.endpoint;

import org.jspecify.annotations.NullMarked;
