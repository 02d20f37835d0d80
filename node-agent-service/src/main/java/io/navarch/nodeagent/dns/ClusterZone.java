package io.navarch.nodeagent.dns;

import io.fabric8.kubernetes.api.model.Service;
import io.navarch.nodeagent.cluster.ClusterView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * Answers questions about the cluster's domain by the Kubernetes DNS specification, version 1.1.0:
 *
 * <pre>
 * service.namespace.svc             A, AAAA, SRV, CNAME
 * _port._proto.service.namespace.svc   SRV
 * host.service.namespace.svc        A, AAAA, SRV of one endpoint
 * 1-2-3-4.namespace.pod             A, AAAA
 * 4.3.2.1.in-addr.arpa              PTR
 * dns-version                       TXT
 * </pre>
 */
@RequiredArgsConstructor
final class ClusterZone {

  private static final String SPECIFICATION = "1.1.0";
  private static final Pattern DASHED_IPV4 = Pattern.compile("\\d{1,3}(-\\d{1,3}){3}");

  private final Zone zone;
  private final Names names;
  private final Duration ttl;
  private final List<String> ownAddresses;

  /** Whether questions about this name are answered here. */
  boolean holds(Name name) {
    return zone.holds(name);
  }

  /** The start of authority, which accompanies every denial. */
  SOARecord authority(long serial) {
    var server = zone.below("ns", "dns").orElseThrow();
    var mail = zone.below("hostmaster").orElseThrow();
    return new SOARecord(
        zone.origin(),
        DClass.IN,
        ttl.toSeconds(),
        server,
        mail,
        serial,
        7200,
        1800,
        86_400,
        ttl.toSeconds());
  }

  /** The answer to a question about a name in the domain. */
  Answer answer(Name name, int type) {
    var labels = zone.labels(name);
    if (labels.isEmpty()) {
      return apex(type);
    }
    var top = labels.getLast();
    var rest = labels.subList(0, labels.size() - 1);
    return switch (top) {
      case "svc" -> services(name, rest, type);
      case "pod" -> pods(name, rest, type);
      case "dns-version" -> rest.isEmpty() ? version(name, type) : Answer.noSuchName();
      case "dns" -> nameServer(name, rest, type);
      default -> Answer.noSuchName();
    };
  }

  private Answer nameServer(Name name, List<String> labels, int type) {
    if (labels.equals(List.of("ns"))) {
      return Answer.of(new RecordFactory(zone, ttl).addresses(name, ownAddresses, type));
    }
    return labels.isEmpty() ? Answer.nothingOfThatType() : Answer.noSuchName();
  }

  private Answer apex(int type) {
    var server = zone.below("ns", "dns").orElseThrow();
    return type == Type.NS || type == Type.ANY
        ? Answer.of(List.of(new NSRecord(zone.origin(), DClass.IN, ttl.toSeconds(), server)))
        : type == Type.SOA ? Answer.of(List.of(authority(0))) : Answer.nothingOfThatType();
  }

  private Answer version(Name name, int type) {
    return type == Type.TXT
        ? Answer.of(List.of(new TXTRecord(name, DClass.IN, ttl.toSeconds(), SPECIFICATION)))
        : Answer.nothingOfThatType();
  }

  private Answer pods(Name name, List<String> labels, int type) {
    if (labels.isEmpty()) {
      return Answer.nothingOfThatType();
    }
    if (labels.size() > 2 || !names.hasNamespace(labels.getLast())) {
      return Answer.noSuchName();
    }
    if (labels.size() == 1) {
      return Answer.nothingOfThatType();
    }
    var label = labels.getFirst();
    var address = label.replace('-', DASHED_IPV4.matcher(label).matches() ? '.' : ':');
    var factory = new RecordFactory(zone, ttl);
    return factory.isAddress(address)
        ? Answer.of(factory.addresses(name, List.of(address), type))
        : Answer.noSuchName();
  }

  private Answer services(Name name, List<String> labels, int type) {
    if (labels.isEmpty()) {
      return Answer.nothingOfThatType();
    }
    var namespace = labels.getLast();
    if (!names.hasNamespace(namespace)) {
      return Answer.noSuchName();
    }
    if (labels.size() == 1) {
      return Answer.nothingOfThatType();
    }
    return names
        .service(namespace, labels.get(labels.size() - 2))
        .map(service -> service(name, service, labels.subList(0, labels.size() - 2), type))
        .orElseGet(Answer::noSuchName);
  }

  private Answer service(Name name, Service service, List<String> prefix, int type) {
    var spec = service.getSpec();
    if (Objects.equals(spec.getType(), "ExternalName")) {
      return prefix.isEmpty() ? alias(name, spec.getExternalName(), type) : Answer.noSuchName();
    }
    return new ServiceNames(zone, ttl, service, endpoints(service)).answer(name, prefix, type);
  }

  private List<ServiceEndpoint> endpoints(Service service) {
    var metadata = service.getMetadata();
    return ServiceEndpoint.of(names.slices(metadata.getNamespace(), metadata.getName()));
  }

  private Answer alias(Name name, String target, int type) {
    var absolute = Zone.name(target.endsWith(".") ? target : target + ".");
    var record = new CNAMERecord(name, DClass.IN, ttl.toSeconds(), absolute);
    var further = type == Type.CNAME ? Optional.<Name>empty() : Optional.of(absolute);
    return new Answer(true, List.of(record), List.of(), further);
  }

  /** The names behind an address of the cluster; empty if the address is not the cluster's. */
  List<Record> reverse(Name question, String address) {
    var found = new ArrayList<Name>();
    for (var service : names.servicesAt(address)) {
      var metadata = service.getMetadata();
      zone.below(metadata.getName(), metadata.getNamespace(), "svc").ifPresent(found::add);
    }
    if (found.isEmpty()) {
      found.addAll(endpointNames(address));
    }
    return found.stream()
        .distinct()
        .<Record>map(name -> new PTRRecord(question, DClass.IN, ttl.toSeconds(), name))
        .toList();
  }

  /** Endpoints have names only in headless Services, or where they bring one. */
  private List<Name> endpointNames(String address) {
    var found = new ArrayList<Name>();
    for (var slice : names.slicesAt(address)) {
      var namespace = slice.getMetadata().getNamespace();
      var serviceName = ClusterView.serviceOf(slice).name();
      boolean headless =
          names.service(namespace, serviceName).map(ServiceNames::isHeadless).orElse(false);
      ServiceEndpoint.of(Set.of(slice)).stream()
          .filter(endpoint -> endpoint.address().equals(address))
          .filter(endpoint -> headless || endpoint.named())
          .flatMap(e -> zone.below(e.hostname(), serviceName, namespace, "svc").stream())
          .forEach(found::add);
    }
    return found;
  }
}
