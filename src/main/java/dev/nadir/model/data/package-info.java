/**
 * The data files beside a model.
 * Calls of csv go in; tables of finite numbers, or what is wrong with the files, come out.
 * Knows base and the nouns of model.
 */
@NullMarked
package dev.nadir.model.data;

import org.jspecify.annotations.NullMarked;
