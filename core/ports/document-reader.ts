import type { Json } from '../json.ts';

/** A document that a person wrote, with where things stand in it. */
export interface ReadDocument {
  readonly value: Json;
  /** The line, from 1, of what the path leads to, or of what holds it; null when nothing does. */
  lineOf(path: readonly string[]): number | null;
  /** The same with the column, from 1. */
  placeOf(path: readonly string[]): { readonly line: number; readonly column: number } | null;
}

/** Reads YAML 1.2, and so JSON. */
export interface DocumentReader {
  /**
   * @throws BAD_USER_INPUT naming field and line for what is not well formed, is too large, or repeats a key; `details.problems` has all that
   * is not well formed, with lines and columns
   */
  read(text: string, field: string): ReadDocument;
}
