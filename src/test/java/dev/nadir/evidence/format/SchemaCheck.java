package dev.nadir.evidence.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** As much of JSON Schema as our schema uses; a keyword that it does not know is an error of its own. */
public final class SchemaCheck {

    private static final Set<String> KNOWN = Set.of(
            "$schema",
            "$defs",
            "$ref",
            "title",
            "description",
            "type",
            "required",
            "properties",
            "additionalProperties",
            "items",
            "enum",
            "const",
            "anyOf",
            "pattern",
            "minimum");

    private final JsonNode root;
    private final List<String> problems = new ArrayList<>();

    private SchemaCheck(JsonNode root) {
        this.root = root;
    }

    /** What in the value breaks the schema; empty if nothing does. */
    public static List<String> problems(JsonNode schema, JsonNode value) {
        SchemaCheck check = new SchemaCheck(schema);
        check.check(schema, value, "$");
        return check.problems;
    }

    private void check(JsonNode schema, JsonNode value, String at) {
        schema.fieldNames().forEachRemaining(keyword -> {
            if (!KNOWN.contains(keyword)) {
                problems.add("the schema uses " + keyword + ", which this check does not know");
            }
        });
        if (schema.has("$ref")) {
            check(root.at(schema.get("$ref").asText().substring(1)), value, at);
        }
        if (schema.has("anyOf")) {
            boolean fits = false;
            for (JsonNode option : schema.get("anyOf")) {
                SchemaCheck trial = new SchemaCheck(root);
                trial.check(option, value, at);
                fits |= trial.problems.isEmpty();
            }
            require(fits, at, "fits none of " + schema.get("anyOf"));
        }
        if (schema.has("const")) {
            require(schema.get("const").equals(value), at, "must be " + schema.get("const"));
        }
        if (schema.has("enum")) {
            boolean fits = false;
            for (JsonNode option : schema.get("enum")) {
                fits |= option.equals(value);
            }
            require(fits, at, "must be one of " + schema.get("enum") + ", is " + value);
        }
        if (schema.has("type")) {
            require(hasType(schema.get("type"), value), at, "must be " + schema.get("type") + ", is " + value);
        }
        if (schema.has("pattern") && value.isTextual()) {
            boolean fits = Pattern.compile(schema.get("pattern").asText())
                    .matcher(value.asText())
                    .find();
            require(fits, at, "must match " + schema.get("pattern"));
        }
        if (schema.has("minimum") && value.isNumber()) {
            require(value.asDouble() >= schema.get("minimum").asDouble(), at, "is too small: " + value);
        }
        checkObject(schema, value, at);
        if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.get("items"), value.get(i), at + "[" + i + "]");
            }
        }
    }

    private void checkObject(JsonNode schema, JsonNode value, String at) {
        if (!value.isObject()) {
            return;
        }
        schema.path("required").forEach(name -> require(value.has(name.asText()), at, "lacks " + name));
        value.fieldNames().forEachRemaining(name -> {
            JsonNode property = schema.path("properties").path(name);
            JsonNode other = schema.path("additionalProperties");
            if (!property.isMissingNode()) {
                check(property, value.get(name), at + "." + name);
            } else if (other.isObject()) {
                check(other, value.get(name), at + "." + name);
            } else if (other.isBoolean()) {
                require(other.asBoolean(), at, "must not have " + name);
            }
        });
    }

    private static boolean hasType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            for (JsonNode option : type) {
                if (hasType(option, value)) {
                    return true;
                }
            }
            return false;
        }
        return switch (type.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        };
    }

    private void require(boolean holds, String at, String what) {
        if (!holds) {
            problems.add(at + " " + what);
        }
    }
}
