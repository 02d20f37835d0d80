package io.navarch.apiserver.network;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The addresses of the cluster.
 *
 * @param advertiseAddress under which others reach this server; the endpoint of the {@code
 *     kubernetes} service; empty for the address with which this machine speaks to the world
 * @param serviceRange from which services get their cluster IPs
 * @param nodePortRange from which services get their node ports, both ends included
 * @param clusterDomain the DNS domain of the cluster
 */
@ConfigurationProperties("api-server.network")
public record NetworkProperties(
    @DefaultValue("") String advertiseAddress,
    @DefaultValue("10.96.0.0/16") String serviceRange,
    @DefaultValue("30000-32767") String nodePortRange,
    @DefaultValue("cluster.local") String clusterDomain) {

  /** The cluster IP of the {@code kubernetes} service: the first address of the range. */
  public String kubernetesServiceAddress() {
    var base = serviceRange.substring(0, serviceRange.indexOf('/'));
    try {
      byte[] address = InetAddress.ofLiteral(base).getAddress();
      byte[] next = new BigInteger(1, address).add(BigInteger.ONE).toByteArray();
      byte[] padded = new byte[address.length];
      int length = Math.min(next.length, padded.length);
      System.arraycopy(next, next.length - length, padded, padded.length - length, length);
      return InetAddress.getByAddress(padded).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address range: " + serviceRange, e);
    }
  }
}
