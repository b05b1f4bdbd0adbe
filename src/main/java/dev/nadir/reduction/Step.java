package dev.nadir.reduction;

import dev.nadir.model.Formula;
import java.util.List;

/**
 * One step of a derivation, which can be walked again: the loss is at least {@code bound} everywhere, and equal to it at
 * the minimiser that the derivation ends in.
 *
 * @param lemma the name of its note in {@code docs/theorems}
 * @param says what was done, as a sentence of a proof
 * @param bound a formula of the model's names and of the derivation's lets
 * @param isIdentity whether the bound equals the one before it everywhere
 * @param checked assumptions that the tool has checked
 * @param trusted assumptions about the data that hold wherever the closed form is used
 * @param equality where the bound is attained
 */
public record Step(
        String lemma,
        String says,
        Formula bound,
        boolean isIdentity,
        List<String> checked,
        List<String> trusted,
        String equality) {

    /** Copies the lists. */
    public Step {
        checked = List.copyOf(checked);
        trusted = List.copyOf(trusted);
    }
}
