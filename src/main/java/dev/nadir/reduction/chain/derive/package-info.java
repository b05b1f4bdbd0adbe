/**
 * A landscape goes in; its closed forms come out, with the steps that lead there or the one that could not be taken.
 * It changes coordinates, asks the lemmas and changes back.
 * The door of the room {@code reduction.chain}, which no one inside uses.
 */
@NullMarked
package dev.nadir.reduction.chain.derive;

import org.jspecify.annotations.NullMarked;
