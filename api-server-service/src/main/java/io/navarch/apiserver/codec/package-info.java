/**
 * The wire formats: bodies in JSON, YAML and Kubernetes protobuf to trees and back, driven by the
 * catalogue and worded as upstream words it.
 */
@NullMarked
package io.navarch.apiserver.codec;

import org.jspecify.annotations.NullMarked;
