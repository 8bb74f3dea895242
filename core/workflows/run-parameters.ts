import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** What a run changes in its workflow's steps: settings by step id. */
export type RunParameters = Readonly<Record<string, JsonObject>>;

/** The document with the run's own settings put over those of its steps (`with`); others stay. */
export function withParameters(document: JsonObject, parameters: RunParameters | null): JsonObject {
  const steps = document['steps'];
  if (parameters === null || !Array.isArray(steps)) return document;
  return { ...document, steps: steps.map((step: Json) => changed(step, parameters)) };
}

function changed(step: Json, parameters: RunParameters): Json {
  if (!isJsonObject(step)) return step;
  const id = step['id'];
  if (typeof id !== 'string' || !Object.hasOwn(parameters, id)) return step;
  const settings = step['with'];
  return { ...step, with: { ...(isJsonObject(settings) ? settings : {}), ...parameters[id] } };
}
