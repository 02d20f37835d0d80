package io.navarch.schema.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.V1;
import io.kubernetes.client.proto.V1Admissionregistration;
import io.kubernetes.client.proto.V1Apiextensions;
import io.kubernetes.client.proto.V1Apps;
import io.kubernetes.client.proto.V1Authentication;
import io.kubernetes.client.proto.V1Authorization;
import io.kubernetes.client.proto.V1Autoscaling;
import io.kubernetes.client.proto.V1Batch;
import io.kubernetes.client.proto.V1Certificates;
import io.kubernetes.client.proto.V1Coordination;
import io.kubernetes.client.proto.V1Discovery;
import io.kubernetes.client.proto.V1Events;
import io.kubernetes.client.proto.V1Flowcontrol;
import io.kubernetes.client.proto.V1Networking;
import io.kubernetes.client.proto.V1Node;
import io.kubernetes.client.proto.V1Policy;
import io.kubernetes.client.proto.V1Rbac;
import io.kubernetes.client.proto.V1Resource;
import io.kubernetes.client.proto.V1Scheduling;
import io.kubernetes.client.proto.V1Storage;
import io.kubernetes.client.proto.V2Autoscaling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The numbers that fields have on the protobuf wire, from the generated message classes. */
final class ProtoNumbers {

  private static final List<FileDescriptor> FILES =
      List.of(
          Meta.getDescriptor(),
          V1.getDescriptor(),
          V1Admissionregistration.getDescriptor(),
          V1Apiextensions.getDescriptor(),
          V1Apps.getDescriptor(),
          V1Authentication.getDescriptor(),
          V1Authorization.getDescriptor(),
          V1Autoscaling.getDescriptor(),
          V1Batch.getDescriptor(),
          V1Certificates.getDescriptor(),
          V1Coordination.getDescriptor(),
          V1Discovery.getDescriptor(),
          V1Events.getDescriptor(),
          V1Flowcontrol.getDescriptor(),
          V1Networking.getDescriptor(),
          V1Node.getDescriptor(),
          V1Policy.getDescriptor(),
          V1Rbac.getDescriptor(),
          V1Resource.getDescriptor(),
          V1Scheduling.getDescriptor(),
          V1Storage.getDescriptor(),
          V2Autoscaling.getDescriptor());

  private final Map<String, Descriptor> messages = new HashMap<>();
  private final Map<String, Integer> tabled = new HashMap<>();

  /**
   * Starts from the message classes.
   *
   * @param table what they lack: type, field, number
   */
  ProtoNumbers(Table table) {
    for (var file : FILES) {
      file.getMessageTypes().forEach(message -> messages.put(message.getFullName(), message));
    }
    table
        .rows()
        .forEach(row -> tabled.put(row.get("type") + "." + row.get("field"), row.number("number")));
  }

  /**
   * The way to a field: its number, behind the numbers of the messages that JSON folds into their
   * parent. An array that travels in a message of its own is folded in the same way.
   *
   * @param siblings all fields of the type in JSON; a message of none of these names is a folded
   *     one
   */
  List<Integer> path(String type, String field, boolean list, Set<String> siblings) {
    var own = Optional.ofNullable(tabled.get(type + "." + field));
    if (own.isPresent()) {
      return List.of(own.get());
    }
    var message = Optional.ofNullable(messages.get(messageName(type)));
    var plainSiblings = siblings.stream().map(ProtoNumbers::plain).toList();
    return message
        .map(found -> search(found, plain(field), list, plainSiblings))
        .orElseGet(List::of);
  }

  private static List<Integer> search(
      Descriptor message, String field, boolean list, List<String> siblings) {
    for (var candidate : message.getFields()) {
      if (plain(candidate.getName()).equals(field)) {
        return list && !candidate.isRepeated()
            ? List.of(candidate.getNumber(), 1)
            : List.of(candidate.getNumber());
      }
    }
    for (var candidate : message.getFields()) {
      if (isFolded(candidate, siblings)) {
        var rest = search(candidate.getMessageType(), field, list, siblings);
        if (!rest.isEmpty()) {
          var path = new ArrayList<Integer>(rest.size() + 1);
          path.add(candidate.getNumber());
          path.addAll(rest);
          return path;
        }
      }
    }
    return List.of();
  }

  private static boolean isFolded(FieldDescriptor field, List<String> siblings) {
    return field.getType() == FieldDescriptor.Type.MESSAGE
        && !field.isRepeated()
        && !siblings.contains(plain(field.getName()));
  }

  private static String messageName(String type) {
    return "k8s.io." + type.substring("io.k8s.".length()).replace("-", "_");
  }

  /** Messages spell {@code x-kubernetes-int-or-string} and {@code $ref} without the signs. */
  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }
}
