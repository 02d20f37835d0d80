package io.navarch.nodeagent.dns;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

/**
 * The names of one Service and its endpoints.
 *
 * @param endpoints those that may be shown
 */
record ServiceNames(Zone zone, Duration ttl, Service service, List<ServiceEndpoint> endpoints) {

  private static final int WEIGHT = 100;

  /** Whether the Service has no address of its own and its endpoints' are shown instead. */
  static boolean isHeadless(Service service) {
    return Objects.equals(service.getSpec().getClusterIP(), "None");
  }

  /**
   * Answers about a name of this Service.
   *
   * @param prefix labels before the Service's own: none, an endpoint's, or port and protocol
   */
  Answer answer(Name name, List<String> prefix, int type) {
    return switch (prefix.size()) {
      case 0 -> own(name, type);
      case 1 ->
          prefix.getFirst().startsWith("_")
              ? protocolNode(prefix.getFirst())
              : endpoint(name, prefix.getFirst(), type);
      case 2 -> port(name, prefix.getFirst(), prefix.getLast(), type);
      default -> Answer.noSuchName();
    };
  }

  private Answer own(Name name, int type) {
    if (isHeadless(service) && endpoints.isEmpty()) {
      return Answer.noSuchName();
    }
    return type == Type.SRV
        ? srv(name, port -> true)
        : Answer.of(new RecordFactory(zone, ttl).addresses(name, addresses(), type));
  }

  private List<String> addresses() {
    if (isHeadless(service)) {
      return endpoints.stream().map(ServiceEndpoint::address).toList();
    }
    var spec = service.getSpec();
    return Stream.concat(
            Stream.ofNullable(spec.getClusterIPs()).flatMap(List::stream),
            Stream.ofNullable(spec.getClusterIP()))
        .toList();
  }

  private Answer endpoint(Name name, String hostname, int type) {
    var found = endpoints.stream().filter(e -> e.hostname().equalsIgnoreCase(hostname)).toList();
    if (found.isEmpty()) {
      return Answer.noSuchName();
    }
    if (type == Type.SRV) {
      return new ServiceNames(zone, ttl, service, found).endpointSrv(name, port -> true);
    }
    var addresses = found.stream().map(ServiceEndpoint::address).toList();
    return Answer.of(new RecordFactory(zone, ttl).addresses(name, addresses, type));
  }

  /** {@code _tcp} exists if some port has the protocol; it has no records itself. */
  private Answer protocolNode(String label) {
    return ports().anyMatch(port -> label.equals("_" + lower(port.protocol())))
        ? Answer.nothingOfThatType()
        : Answer.noSuchName();
  }

  private Answer port(Name name, String portLabel, String protocolLabel, int type) {
    var answer =
        srv(
            name,
            port ->
                portLabel.equals("_" + lower(port.name()))
                    && protocolLabel.equals("_" + lower(port.protocol())));
    return type == Type.SRV || type == Type.ANY || !answer.exists()
        ? answer
        : Answer.nothingOfThatType();
  }

  private Stream<ServiceEndpoint.Port> ports() {
    if (isHeadless(service)) {
      return endpoints.stream().flatMap(endpoint -> endpoint.ports().stream());
    }
    return Stream.ofNullable(service.getSpec().getPorts())
        .flatMap(List::stream)
        .map(ServiceNames::port);
  }

  private static ServiceEndpoint.Port port(ServicePort port) {
    return new ServiceEndpoint.Port(
        Objects.requireNonNullElse(port.getName(), ""),
        Objects.requireNonNullElse(port.getProtocol(), "TCP"),
        port.getPort());
  }

  private Answer srv(Name name, Predicate<ServiceEndpoint.Port> wanted) {
    if (isHeadless(service)) {
      return endpointSrv(name, wanted);
    }
    var target = ownName();
    var records = new ArrayList<Record>();
    ports().filter(wanted).forEach(port -> records.add(srv(name, port, target.orElseThrow())));
    return withAddresses(records, target, addresses());
  }

  private Answer endpointSrv(Name name, Predicate<ServiceEndpoint.Port> wanted) {
    Set<Record> records = new LinkedHashSet<>();
    Set<Record> additional = new LinkedHashSet<>();
    for (var endpoint : endpoints) {
      var target = endpointName(endpoint);
      for (var port : endpoint.ports()) {
        if (wanted.test(port) && target.isPresent()) {
          records.add(srv(name, port, target.get()));
          additional.addAll(
              new RecordFactory(zone, ttl)
                  .addresses(target.get(), List.of(endpoint.address()), Type.ANY));
        }
      }
    }
    return records.isEmpty()
        ? Answer.noSuchName()
        : new Answer(true, List.copyOf(records), List.copyOf(additional), Optional.empty());
  }

  private Answer withAddresses(List<Record> records, Optional<Name> target, List<String> ips) {
    if (records.isEmpty() || target.isEmpty()) {
      return Answer.noSuchName();
    }
    var additional = new RecordFactory(zone, ttl).addresses(target.get(), ips, Type.ANY);
    return new Answer(true, records, additional, Optional.empty());
  }

  private Record srv(Name name, ServiceEndpoint.Port port, Name target) {
    return new SRVRecord(name, DClass.IN, ttl.toSeconds(), 0, WEIGHT, port.number(), target);
  }

  private Optional<Name> ownName() {
    var metadata = service.getMetadata();
    return zone.below(metadata.getName(), metadata.getNamespace(), "svc");
  }

  private Optional<Name> endpointName(ServiceEndpoint endpoint) {
    var metadata = service.getMetadata();
    return zone.below(endpoint.hostname(), metadata.getName(), metadata.getNamespace(), "svc");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
