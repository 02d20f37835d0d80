/** The nftables backend of the proxy: flat maps, one element per frontend and endpoint. */
@NullMarked
package io.navarch.nodeagent.proxy.nftables;

import org.jspecify.annotations.NullMarked;
