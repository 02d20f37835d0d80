package io.navarch.apiserver.pki;

/** Told to all who hold certificates when some of them were renewed. */
public record PkiRenewed(PkiMaterial material) {}
