/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Its own text, that of all pieces together, outer white space removed. */
  readonly text: string;
  readonly children: readonly XmlElement[];
  /** Where it begins, from 1. */
  readonly line: number;
}

/** Reads XML that comes from anywhere: without document types, so that no entity is expanded and nothing is fetched. */
export interface XmlReader {
  /** The root element. @throws BAD_USER_INPUT with `field` for what is not well formed, declares a document type, or is too large */
  read(text: string, field: string): XmlElement;
}
