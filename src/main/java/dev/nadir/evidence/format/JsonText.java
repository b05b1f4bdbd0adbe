package dev.nadir.evidence.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.nadir.numeric.linalg.Matrix;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text on its way. Doubles are written so that they read back bit for bit; what is not finite is written as one
 * of the strings {@code NaN}, {@code Infinity}, {@code -Infinity}; what is absent as {@code null}.
 */
final class JsonText {

    private final JsonGenerator generator;

    private JsonText(JsonGenerator generator) {
        this.generator = generator;
    }

    /** One object, indented, with a line end behind it. */
    static String object(Consumer<JsonText> body) {
        StringWriter text = new StringWriter();
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            generator.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines));
            JsonText json = new JsonText(generator);
            generator.writeStartObject();
            body.accept(json);
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    /** An object as the value of a field. */
    JsonText object(String name, Runnable body) {
        return write(() -> {
            generator.writeObjectFieldStart(name);
            body.run();
            generator.writeEndObject();
        });
    }

    /** An object as an element of an array. */
    JsonText object(Runnable body) {
        return write(() -> {
            generator.writeStartObject();
            body.run();
            generator.writeEndObject();
        });
    }

    /** An array as the value of a field; the body writes one element. */
    <T> JsonText array(String name, Iterable<T> elements, Consumer<T> body) {
        return write(() -> {
            generator.writeArrayFieldStart(name);
            elements.forEach(body);
            generator.writeEndArray();
        });
    }

    /** An object with one field per entry; the body writes the field. */
    <T> JsonText map(String name, Map<String, T> entries, java.util.function.BiConsumer<String, T> body) {
        return object(name, () -> entries.forEach(body));
    }

    JsonText field(String name, String value) {
        return write(() -> generator.writeStringField(name, value));
    }

    JsonText field(String name, long value) {
        return write(() -> generator.writeNumberField(name, value));
    }

    JsonText field(String name, double value) {
        return write(() -> generator.writeNumberField(name, value));
    }

    JsonText field(String name, boolean value) {
        return write(() -> generator.writeBooleanField(name, value));
    }

    JsonText nothing(String name) {
        return write(() -> generator.writeNullField(name));
    }

    /** A number, or null where there is none. */
    JsonText optional(String name, @Nullable Double value) {
        return value == null ? nothing(name) : field(name, value.doubleValue());
    }

    /** A text, or null where there is none. */
    JsonText optional(String name, Optional<String> value) {
        return value.isPresent() ? field(name, value.get()) : nothing(name);
    }

    /** An array of numbers on one line. */
    JsonText numbers(String name, double[] values) {
        return write(() -> {
            generator.writeFieldName(name);
            generator.writeArray(values, 0, values.length);
        });
    }

    /** A number for a scalar, otherwise an array of rows. */
    JsonText matrix(String name, Matrix value) {
        if (value.rows() == 1 && value.columns() == 1) {
            return field(name, value.get(0, 0));
        }
        double[] entries = value.toArray();
        return write(() -> {
            generator.writeArrayFieldStart(name);
            for (int i = 0; i < value.rows(); i++) {
                generator.writeArray(entries, i * value.columns(), value.columns());
            }
            generator.writeEndArray();
        });
    }

    /** An array as an element of an array; the body writes the elements. */
    JsonText elements(Runnable body) {
        return write(() -> {
            generator.writeStartArray();
            body.run();
            generator.writeEndArray();
        });
    }

    /** A text as an element of an array. */
    JsonText element(String value) {
        return write(() -> generator.writeString(value));
    }

    /** A whole number as an element of an array. */
    JsonText element(long value) {
        return write(() -> generator.writeNumber(value));
    }

    /** A number as an element of an array. */
    JsonText element(double value) {
        return write(() -> generator.writeNumber(value));
    }

    private JsonText write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private interface Writing {
        void run() throws IOException;
    }
}
