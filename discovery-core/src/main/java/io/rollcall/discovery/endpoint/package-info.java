/**
 * The grammar of hosts, endpoints and URLs.
 *
 * <p>For Rollcall's own modules. It is no API: any release may change it.
 */
@NullMarked
package io.rollcall.discovery.endpoint;

import org.jspecify.annotations.NullMarked;
