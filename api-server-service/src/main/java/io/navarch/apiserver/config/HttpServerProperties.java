package io.navarch.apiserver.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How connections are served.
 *
 * @param acceptQueueSize connections that may wait to be accepted: all clients come back at once
 *     after a restart
 * @param maxStreamsPerConnection requests at one time on one HTTP/2 connection; clients carry all
 *     their watches on one
 * @param idleTimeout after which a connection without requests is closed
 * @param streamWindow how much of a request body may be under way on one stream
 * @param connectionWindow the same for all streams of a connection
 * @param maxHeaderSize of all headers of a request together
 * @param maxResponseHeaderSize the same for a response, those of proxied ones too; a buffer of this
 *     size is taken for each, and what is above 64 KiB is not pooled by Jetty
 */
@ConfigurationProperties("api-server.http")
record HttpServerProperties(
    @DefaultValue("4096") int acceptQueueSize,
    @DefaultValue("1000") int maxStreamsPerConnection,
    @DefaultValue("90s") Duration idleTimeout,
    @DefaultValue("1MB") DataSize streamWindow,
    @DefaultValue("16MB") DataSize connectionWindow,
    @DefaultValue("1MB") DataSize maxHeaderSize,
    @DefaultValue("32KB") DataSize maxResponseHeaderSize) {}
