/**
 * Makes Services reachable on this node: what the rules are, and the port that puts them in force.
 */
@NullMarked
package io.navarch.nodeagent.proxy;

import org.jspecify.annotations.NullMarked;
