/**
 * Requests and messages between the members of a roster: each node finds the others in its {@link
 * io.rollcall.discovery.Membership} and connects to them directly.
 *
 * <pre>{@code
 * var mesh = Mesh.start(urlServer, urlPubSub, Member.named("game1").withType("game"),
 *     MeshOptions.defaults());
 * mesh.handle(7, call -> reverse(call.payload()));
 * byte[] answer = mesh.request("game2", 7, payload).join();
 * }</pre>
 */
@NullMarked
package io.rollcall.mesh;

import org.jspecify.annotations.NullMarked;
