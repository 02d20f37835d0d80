package io.navarch.apiserver.endpoint.filter;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long requests may take that are not meant to last.
 *
 * @param requestTimeout for requests that name no shorter time themselves
 */
@ConfigurationProperties("api-server.deadline")
record DeadlineProperties(@DefaultValue("60s") Duration requestTimeout) {}
