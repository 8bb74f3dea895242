import type { Asset, AssetLevel } from '../assets/asset.ts';
import { requireMeasuredValue } from '../assets/biomarker-properties.ts';
import { badInput } from '../errors.ts';
import { canonicalJson, type Json, type JsonObject } from '../json.ts';

/** Characters of all properties as JSON. */
const maxPropertiesLength = 100_000;
const maxDepth = 20;
const maxTextLength = 1000;

/** Properties that say which thing it is: another value would be another asset. */
const identifying: Readonly<Record<AssetLevel, readonly string[]>> = {
  PROJECT: [],
  SUBJECT: ['researchId'],
  EXAM: ['studyInstanceUID'],
  SERIES: ['seriesInstanceUID'],
  IMAGE: ['sopInstanceUID', 'sopClassUID'],
  DERIVED: [],
};

/** @throws BAD_USER_INPUT naming the property, for properties that the asset may not have from now on */
export function checkProperties(asset: Asset, properties: JsonObject): void {
  const field = 'input.properties';
  for (const name of identifying[asset.level]) {
    const same = canonicalJson(properties[name] ?? null) === canonicalJson(asset.properties[name] ?? null);
    // What it was and what came are left out: identifiers belong into no log.
    if (!same) throw badInput(`${field}.${name}`, 'nothing: it says which asset this is', 'another value');
  }
  if (asset.kind === 'biomarker') requireMeasuredValue(properties);
  checkValue(field, properties, maxDepth);
  const { length } = JSON.stringify(properties);
  if (length > maxPropertiesLength)
    throw badInput(field, `at most ${String(maxPropertiesLength)} characters of JSON together`, length);
}

function checkValue(path: string, value: Json, left: number): void {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw badInput(path.slice(0, 200), 'a finite number', String(value));
  if (typeof value !== 'object' || value === null) return;
  if (left === 0) throw badInput(path.slice(0, 200), `at most ${String(maxDepth)} levels`, 'more');
  for (const [name, item] of Object.entries(value)) checkValue(`${path}.${name}`, item, left - 1);
}

/** A text that a person gives: a reason, a comment, a label. @throws BAD_USER_INPUT naming the field */
export function checkedText(field: string, text: string): string {
  const { length } = text.trim();
  if (length === 0 || text.length > maxTextLength)
    throw badInput(field, `1 to ${String(maxTextLength)} characters, not all of them blank`, text);
  return text;
}
