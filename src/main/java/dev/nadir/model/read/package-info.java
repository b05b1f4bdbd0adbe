/**
 * The door of the room: reading, checking and the data beside a model, put together.
 * A path goes in; a checked Model, or every diagnostic of the file at once, comes out.
 * Knows base and all of model.
 */
@NullMarked
package dev.nadir.model.read;

import org.jspecify.annotations.NullMarked;
