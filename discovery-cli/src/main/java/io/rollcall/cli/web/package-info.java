/**
 * The page that {@code rollcall server --web} shows, and what monitoring reads beside it: {@link
 * io.rollcall.cli.web.Page} serves any {@link io.rollcall.cli.web.Subject}.
 *
 * <p>A {@code Board} holds what the page shows of one server, ready to be sent. A {@code Follower}
 * keeps the board of the page's own subject, a {@code Beside} that of another page. Each browser
 * has a {@code Stream} with a {@code Mailbox} of bounded size; one that overflows is emptied, and
 * its stream starts over with the whole state.
 */
@NullMarked
package io.rollcall.cli.web;

import org.jspecify.annotations.NullMarked;
