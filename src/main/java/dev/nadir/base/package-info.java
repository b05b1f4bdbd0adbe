/**
 * Places in files, what went wrong there, and where randomness comes from.
 * Nothing goes in from the other rooms; diagnostics, exceptions and seeds come out.
 * Knows no other room.
 */
@NullMarked
package dev.nadir.base;

import org.jspecify.annotations.NullMarked;
