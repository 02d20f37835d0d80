package io.navarch.apiserver.pki;

import io.navarch.apiserver.network.AdvertisedAddress;
import io.navarch.apiserver.network.NetworkProperties;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The keys and certificates of the cluster: made on the first start, read again on every later one,
 * and renewed before they end. What is in use at one moment is one immutable {@link PkiMaterial}; a
 * renewal swaps it and tells by {@link PkiRenewed}.
 */
@Slf4j
@Component
public final class ClusterPki {

  private static final String TOKENS = "tokens.csv";

  private final PkiProperties properties;
  private final NetworkProperties network;
  private final AdvertisedAddress address;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final PkiDirectory directory;
  private final @Nullable CertificateAuthority authority;
  private final @Nullable CertificateAuthority frontProxyAuthority;
  private final ServiceAccountKeys serviceAccountKeys;
  private volatile PkiMaterial material;

  ClusterPki(
      PkiProperties properties,
      NetworkProperties network,
      AdvertisedAddress address,
      Clock clock,
      ApplicationEventPublisher events) {
    this.properties = properties;
    this.network = network;
    this.address = address;
    this.clock = clock;
    this.events = events;
    directory = new PkiDirectory(properties.directory());
    authority = isComplete() ? null : authority("ca", "kubernetes");
    frontProxyAuthority =
        properties.requestheaderClientCaFile() != null
            ? null
            : authority("front-proxy-ca", "front-proxy-ca");
    serviceAccountKeys = ServiceAccountKeys.load(properties, directory);
    directory.findOrWrite(TOKENS, ClusterPki::adminToken);
    material = load();
  }

  /** The certificates in use now. */
  public PkiMaterial material() {
    return material;
  }

  /** The keys of service-account tokens. */
  public ServiceAccountKeys serviceAccountKeys() {
    return serviceAccountKeys;
  }

  /** The file of static tokens made on the first start; it holds the administrator's. */
  public Path tokenFile() {
    return directory.path(TOKENS);
  }

  /** Renews what ends soon and reads anew what others keep. */
  @Scheduled(
      initialDelayString = "${api-server.pki.renewal-interval:PT10M}",
      fixedDelayString = "${api-server.pki.renewal-interval:PT10M}")
  void renew() {
    var fresh = load();
    if (!fresh.equals(material)) {
      material = fresh;
      log.atInfo().log("certificates renewed");
      events.publishEvent(new PkiRenewed(fresh));
    }
  }

  /** The credential of a user; empty where the authority of users is not ours. */
  Optional<Credential> client(String file, String user, String... groups) {
    return properties.clientCaFile() != null || authority == null
        ? Optional.empty()
        : Optional.of(credential(file, CertificateRequest.client(user, groups), authority));
  }

  private boolean isComplete() {
    return properties.clientCaFile() != null
        && properties.tlsCertFile() != null
        && properties.kubeletClientCertificate() != null;
  }

  private PkiMaterial load() {
    var own = authority == null ? List.<X509Certificate>of() : List.of(authority.certificate());
    var clients = given(properties.clientCaFile()).orElse(own);
    return PkiMaterial.builder()
        .clusterAuthorities(own.isEmpty() ? clients : own)
        .clientAuthorities(clients)
        .frontProxyAuthorities(
            given(properties.requestheaderClientCaFile())
                .orElseGet(() -> List.of(required(frontProxyAuthority).certificate())))
        .serving(serving())
        .kubeletClient(kubeletClient())
        .proxyClient(proxyClient())
        .build();
  }

  private Credential serving() {
    return given(properties.tlsCertFile(), properties.tlsPrivateKeyFile())
        .orElseGet(() ->
            credential(
                "apiserver",
                CertificateRequest.server("kube-apiserver", servingNames()),
                required(authority)));
  }

  private Credential kubeletClient() {
    return given(properties.kubeletClientCertificate(), properties.kubeletClientKey())
        .orElseGet(() ->
            credential(
                "apiserver-kubelet-client",
                CertificateRequest.client("kube-apiserver-kubelet-client", "system:masters"),
                required(authority)));
  }

  private Credential proxyClient() {
    return given(properties.proxyClientCertFile(), properties.proxyClientKeyFile())
        .or(() ->
            Optional.ofNullable(frontProxyAuthority)
                .map(ca ->
                    credential(
                        "front-proxy-client", CertificateRequest.client("front-proxy-client"), ca)))
        .orElseGet(this::kubeletClient);
  }

  private List<String> servingNames() {
    var domain = network.clusterDomain();
    return Stream.of(
            Stream.of("localhost", "127.0.0.1", "::1"),
            Stream.of("kubernetes", "kubernetes.default", "kubernetes.default.svc"),
            Stream.of("kubernetes.default.svc." + domain, network.kubernetesServiceAddress()),
            Stream.of(address.value()),
            hostName().stream(),
            properties.addresses().stream())
        .flatMap(s -> s)
        .distinct()
        .toList();
  }

  private static Optional<String> hostName() {
    try {
      return Optional.of(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      log.atDebug().setCause(e).log("this machine does not know its own name");
      return Optional.empty();
    }
  }

  private CertificateAuthority authority(String file, String commonName) {
    var credential =
        directory
            .findCredential(file)
            .orElseGet(() -> {
              var made =
                  CertificateAuthority.selfSigned(
                      commonName, properties.authorityValidity(), clock);
              directory.write(file, made);
              return made;
            });
    return new CertificateAuthority(credential, clock);
  }

  private Credential credential(
      String file, CertificateRequest request, CertificateAuthority issuer) {
    return directory
        .findCredential(file)
        .filter(c -> issuer.stillVouchesFor(c, request, properties.renewBefore()))
        .orElseGet(() -> {
          var made = issuer.issue(request, properties.certificateValidity());
          directory.write(file, made);
          return made;
        });
  }

  private static Optional<List<X509Certificate>> given(@Nullable Path file) {
    return Optional.ofNullable(file).map(f -> Pem.certificates(PkiDirectory.read(f)));
  }

  private static Optional<Credential> given(@Nullable Path chain, @Nullable Path key) {
    if (chain == null || key == null) {
      return Optional.empty();
    }
    var read = Pem.privateKey(PkiDirectory.read(key));
    return Optional.of(new Credential(read, Pem.certificates(PkiDirectory.read(chain))));
  }

  private static CertificateAuthority required(@Nullable CertificateAuthority authority) {
    if (authority == null) {
      throw new IllegalStateException("no authority for a certificate that is not given");
    }
    return authority;
  }

  private static String adminToken() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return "%s,kubernetes-admin,admin,\"system:masters\"%n"
        .formatted(HexFormat.of().formatHex(random));
  }
}
