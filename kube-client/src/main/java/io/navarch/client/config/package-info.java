/** What a service imports to get a connection, informers, events and the controller loop. */
@NullMarked
package io.navarch.client.config;

import org.jspecify.annotations.NullMarked;
