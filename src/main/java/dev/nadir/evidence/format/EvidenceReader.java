package dev.nadir.evidence.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.InstanceEvidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An evidence file, read back to be compared with a new run. */
public final class EvidenceReader {

    private final JsonNode root;

    private EvidenceReader(JsonNode root) {
        this.root = root;
    }

    /** The evidence in a text; empty if it is not the text of an evidence file. */
    public static Optional<EvidenceReader> read(String text) {
        try {
            JsonNode root = new ObjectMapper().readTree(text);
            boolean isEvidence = root != null
                    && root.path("layout").asText().equals(EvidenceJson.LAYOUT)
                    && root.path("instances").isArray()
                    && root.path("seed").isIntegralNumber();
            return isEvidence ? Optional.of(new EvidenceReader(root)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    public long seed() {
        return root.path("seed").asLong();
    }

    public boolean thorough() {
        return root.path("thorough").asBoolean();
    }

    /** How other evidence differs: in its model or data, or in a verdict that it gives too. */
    public List<String> differencesTo(Evidence evidence) {
        List<String> differences = new ArrayList<>();
        if (!root.path("model").asText().equals(evidence.model())) {
            differences.add("the model is " + evidence.model() + ", accepted was "
                    + root.path("model").asText());
            return differences;
        }
        if (!root.path("modelHash").asText().equals(evidence.modelHash())) {
            differences.add("the model file has changed");
        }
        evidence.dataHashes().forEach((path, hash) -> {
            if (!root.path("dataHashes").path(path).asText(hash).equals(hash)) {
                differences.add("the data file " + path + " has changed");
            }
        });
        Map<String, String> accepted = verdicts();
        for (InstanceEvidence instance : evidence.instances()) {
            for (ClaimResult claim : instance.claims()) {
                String name = instance.instance().name() + ": " + claim.claim();
                String before = accepted.get(name);
                String now = claim.verdict().word();
                if (before == null) {
                    differences.add(name + " is " + now + ", and was not decided before");
                } else if (!before.equals(now)) {
                    differences.add(name + " is " + now + ", accepted was " + before);
                }
            }
        }
        return differences;
    }

    private Map<String, String> verdicts() {
        Map<String, String> verdicts = new LinkedHashMap<>();
        for (JsonNode instance : root.path("instances")) {
            for (JsonNode claim : instance.path("claims")) {
                verdicts.put(
                        instance.path("instance").asText() + ": "
                                + claim.path("claim").asText(),
                        claim.path("verdict").asText());
            }
        }
        return verdicts;
    }
}
