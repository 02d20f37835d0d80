/** The controllers: keep true what is declared. */
@NullMarked
package io.navarch.controller;

import org.jspecify.annotations.NullMarked;
