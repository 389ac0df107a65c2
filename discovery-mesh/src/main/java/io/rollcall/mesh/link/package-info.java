/** The links between nodes: connections of the engine that speak the mesh's protocol. */
@NullMarked
package io.rollcall.mesh.link;

import org.jspecify.annotations.NullMarked;
