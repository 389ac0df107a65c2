/**
 * For who brings members in from elsewhere: respondents of another protocol in a server's survey,
 * or a whole membership. Whoever only uses Rollcall needs nothing of it.
 */
@NullMarked
package io.rollcall.discovery.spi;

import org.jspecify.annotations.NullMarked;
