package dev.nadir.evidence;

import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.chain.depth.DepthLaw;
import dev.nadir.symbolic.Derivation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run found about a model, with all that is needed to run it again bit for bit.
 *
 * @param model the model's name
 * @param version of Nadir
 * @param jdk vendor and version of the Java runtime
 * @param seed all randomness came from it
 * @param thorough whether the thorough options of the verify blocks were used
 * @param modelHash SHA-256 of the model file
 * @param dataHashes SHA-256 of each data file, by its path in the model file
 * @param options what was asked for beside that, by option, as in {@code --claim}
 * @param derivations one per instance, in the same order
 * @param reductions the closed forms of each, in the same order; empty where none were looked for
 * @param depthLaw thresholds for every depth; empty where there are none or they were not looked for
 * @param phases where a derived minimum changes its kind; empty where it was not looked for
 */
public record Evidence(
        String model,
        String version,
        String jdk,
        long seed,
        boolean thorough,
        String modelHash,
        Map<String, String> dataHashes,
        Map<String, String> options,
        List<Derivation> derivations,
        List<Reduction> reductions,
        List<InstanceEvidence> instances,
        Optional<DepthLaw> depthLaw,
        List<PhaseDiagram> phases) {

    /** Copies the lists; maps keep their order. */
    public Evidence {
        dataHashes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(dataHashes));
        options = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(options));
        derivations = List.copyOf(derivations);
        reductions = List.copyOf(reductions);
        instances = List.copyOf(instances);
        phases = List.copyOf(phases);
    }

    /** The same with thresholds for every depth, and phase diagrams. */
    public Evidence with(Optional<DepthLaw> law, List<PhaseDiagram> diagrams) {
        return new Evidence(
                model,
                version,
                jdk,
                seed,
                thorough,
                modelHash,
                dataHashes,
                options,
                derivations,
                reductions,
                instances,
                law,
                diagrams);
    }
}
