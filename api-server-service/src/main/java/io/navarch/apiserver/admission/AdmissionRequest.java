package io.navarch.apiserver.admission;

import io.navarch.apiserver.request.UserInfo;
import io.navarch.schema.Kind;
import lombok.Builder;
import lombok.With;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An operation as admission sees it.
 *
 * @param kind of the resource in the URL, in the requested version
 * @param subresource empty for the object itself
 * @param object the new state; null for DELETE. Plugins must not change it: mutation returns a new
 *     tree
 * @param oldObject the present state; null for CREATE and CONNECT
 * @param options the body or query options ({@code CreateOptions} …), for CONNECT the connect
 *     options
 */
@Builder(toBuilder = true)
@With
public record AdmissionRequest(
    Operation operation,
    Kind kind,
    String subresource,
    String namespace,
    String name,
    UserInfo user,
    boolean dryRun,
    @Nullable ObjectNode object,
    @Nullable ObjectNode oldObject,
    @Nullable ObjectNode options) {}
