/**
 * Runs during the build, never in the product: joins the tables under {@code table/} with the
 * descriptions of {@code client-java-api} and the protobuf numbers of {@code client-java-proto}
 * into the one resource that {@code schema.source} reads.
 */
@NullMarked
package io.navarch.schema.generator;

import org.jspecify.annotations.NullMarked;
