package io.navarch.apiserver.endpoint.proxy;

import java.io.InputStream;

/**
 * What a backend answered.
 *
 * @param body unframed; what comes after the head of a 101
 */
record BackendResponse(int status, Headers headers, InputStream body) {}
