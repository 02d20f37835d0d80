package io.navarch.apiserver.pki;

import io.navarch.apiserver.network.AdvertisedAddress;
import io.navarch.apiserver.network.NetworkProperties;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Keys and certificates in a directory of the test's. */
public final class PkiFixture {

  private PkiFixture() {}

  /** Made at first, read again later. */
  public static ClusterPki in(Path directory, Clock clock) {
    var binder =
        new Binder(
            new MapConfigurationPropertySource(
                Map.of("api-server.pki.directory", directory.toString())));
    var network = binder.bindOrCreate("api-server.network", NetworkProperties.class);
    return new ClusterPki(
        binder.bindOrCreate("api-server.pki", PkiProperties.class),
        network,
        new AdvertisedAddress(network),
        clock,
        _ -> {});
  }
}
