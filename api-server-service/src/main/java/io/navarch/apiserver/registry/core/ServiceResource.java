package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.Claim;
import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Law of {@code Service}: the addresses and ports that it takes, keeps and gives back. */
@Component
@RequiredArgsConstructor
final class ServiceResource implements ResourceLaw {

  private final ClaimedAddresses addresses;
  private final ClaimedPorts ports;

  @Override
  public GroupResource resource() {
    return new GroupResource("", "services");
  }

  @Override
  public Claim claim(
      ObjectNode object, Optional<ObjectNode> old, boolean dryRun, FieldErrors errors) {
    var shape = ServiceShape.of(object);
    var before = old.map(o -> ServiceShape.of(o.deepCopy()));
    before.ifPresent(shape::dropLeftovers);
    before.ifPresent(shape::inherit);
    shape.alignAddresses();
    var claim = new ServiceClaim(addresses, ports, object, before, dryRun);
    var family = addresses.range().family();
    boolean keepsAddress =
        before.filter(b -> shape.heldAddresses().equals(b.heldAddresses())).isPresent();
    if (!keepsAddress || shape.isHeadless()) {
      shape.checkFamilies(family, errors);
    }
    if (errors.isEmpty()) {
      claim.take(shape, errors);
      shape.fillFamilies(family);
    }
    return claim;
  }

  @Override
  public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
    var shape = ServiceShape.of(object);
    var before = ServiceShape.of(old.deepCopy());
    if (shape.needsAddress()
        && before.needsAddress()
        && !before.clusterIps().isEmpty()
        && !before.clusterIps().equals(shape.clusterIps())) {
      errors.invalid(
          "spec.clusterIPs[0]",
          shape.spec().path("clusterIPs").toString(),
          "may not change once set");
    }
  }

  @Override
  public void removed(ObjectNode last) {
    var shape = ServiceShape.of(last.deepCopy());
    shape.heldAddresses().forEach(addresses::release);
    shape.heldPorts().forEach(ports::release);
  }
}
