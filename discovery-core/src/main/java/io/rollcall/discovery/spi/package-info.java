/**
 * For integrations that bring in members from elsewhere: respondents of another protocol in a
 * server's survey, or a whole membership. Applications do not need it.
 */
@NullMarked
package io.rollcall.discovery.spi;

import org.jspecify.annotations.NullMarked;
