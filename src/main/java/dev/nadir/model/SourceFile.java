package dev.nadir.model;

import java.nio.file.Path;

/**
 * The text of a model file.
 *
 * @param path where it was read
 * @param displayName the path as the user gave it, used in every message
 * @param text the text, line ends as in the file
 * @param sha256 of the bytes read, in hexadecimal
 */
public record SourceFile(Path path, String displayName, String text, String sha256) {}
