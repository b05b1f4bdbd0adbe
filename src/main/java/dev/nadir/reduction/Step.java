package dev.nadir.reduction;

import dev.nadir.model.Formula;

/**
 * One step of a derivation, which can be walked again: the loss is at least {@code bound} everywhere, and equal to it at
 * the minimiser that the derivation ends in.
 *
 * @param lemma the name of its note in {@code docs/theorems}
 * @param says what was done, as a sentence of a proof
 * @param bound a formula of the model's names and of the derivation's lets
 * @param isIdentity whether the bound equals the one before it everywhere
 * @param equality where the bound is attained
 */
public record Step(String lemma, String says, Formula bound, boolean isIdentity, String equality) {}
