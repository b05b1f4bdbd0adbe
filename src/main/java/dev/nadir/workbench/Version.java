package dev.nadir.workbench;

import dev.nadir.base.InternalErrorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of Nadir, as the build wrote it into the jar. */
public final class Version {

    private Version() {}

    /** As in {@code 0.1.0}. */
    public static String current() {
        Properties properties = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream("/nadir-version.properties")) {
            if (stream == null) {
                throw new InternalErrorException("the jar must hold nadir-version.properties");
            }
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }

    /** Vendor and version of the Java runtime. */
    public static String jdk() {
        return System.getProperty("java.vendor") + " " + Runtime.version();
    }
}
