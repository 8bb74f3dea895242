import { badInput } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { notPlainIn } from '../plain-json.ts';
import type { Calendar } from '../ports/calendar.ts';
import type { DocumentReader, ReadDocument } from '../ports/document-reader.ts';
import type { WorkflowDefinition } from './definition.ts';
import { isRefusal, Problems, problemsIn, type FieldPlace, type Problem } from './problems.ts';
import { parseDefinition } from './validate-definition.ts';

/** What checks documents: how they are read, and when their schedules are. */
export interface SourcePorts {
  readonly reader: DocumentReader;
  readonly calendar: Pick<Calendar, 'check'>;
}

/** A document as it was written, with what it says. */
export interface ReadWorkflow {
  readonly document: JsonObject;
  readonly definition: WorkflowDefinition;
}

const maxCharacters = 1_000_000;

/**
 * What a text, YAML or JSON, says as a workflow.
 * @throws BAD_USER_INPUT naming line, column and field of every problem, also as `details.problems`
 */
export function readWorkflowSource(
  ports: SourcePorts,
  source: string,
): ReadWorkflow & { readonly placeOf: FieldPlace } {
  requireSize('source', source);
  if (source.includes('\0')) throw badInput('source', 'texts without NUL', 'a NUL');
  const read = ports.reader.read(source, 'source');
  // Aliases may have made much of little.
  requireSize('source', JSON.stringify(read.value));
  const placeOf = placesIn(read);
  const { document, definition } = checked(ports, read.value, placeOf, true);
  // There for editors alone.
  const { $schema: _, ...rest } = document;
  return { document: rest, definition, placeOf };
}

/**
 * What a document says as a workflow.
 * @param isNew somebody writes it now: what would be without effect is refused, which one written before may say
 * @throws BAD_USER_INPUT naming the field of every problem
 */
export function readWorkflowDocument(ports: SourcePorts, document: JsonObject, isNew = true): ReadWorkflow {
  requireSize('document', JSON.stringify(document));
  const wrong = notPlainIn(document);
  if (wrong) throw badInput(['document', ...wrong.path].join('.'), wrong.expected, wrong.received);
  return checked(ports, document, () => null, isNew);
}

/** What is wrong with the text in itself; nothing for a good one. */
export function problemsOf(ports: SourcePorts, source: string): readonly Problem[] {
  try {
    readWorkflowSource(ports, source);
    return [];
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return problemsIn(error);
  }
}

function requireSize(field: string, text: string): void {
  if (text.length > maxCharacters) throw badInput(field, `at most ${String(maxCharacters)} characters`, text.length);
}

function checked({ calendar }: SourcePorts, value: Json, placeOf: FieldPlace, isNew: boolean): ReadWorkflow {
  const problems = new Problems(placeOf);
  const document = problems.object('document', value);
  problems.throwIfAny();
  const definition = parseDefinition(document, {
    placeOf,
    checkSchedule: (cron, timeZone) => calendar.check(cron, timeZone),
    isNew,
  });
  return { document, definition };
}

/** Problems name steps by their ids, which may hold dots; the text has them in a list. */
function placesIn(read: ReadDocument): FieldPlace {
  const { value } = read;
  const steps = isJsonObject(value) && Array.isArray(value['steps']) ? (value['steps'] as Json[]) : [];
  const ids = steps.map((step) => (isJsonObject(step) && typeof step['id'] === 'string' ? step['id'] : null));
  return (field) => {
    const path = field.split('.').slice(1);
    const below = field.slice('document.steps.'.length);
    // Of a and a.b the longer one is meant, which no field of a step is called.
    const [id] = ids
      .filter((one) => one !== null && (below === one || below.startsWith(`${one}.`)))
      .toSorted((one, other) => (other?.length ?? 0) - (one?.length ?? 0));
    const index = ids.findIndex((one) => one === id);
    if (path[0] !== 'steps' || typeof id !== 'string') return read.placeOf(path);
    return read.placeOf(['steps', String(index), ...below.slice(id.length).split('.').slice(1)]);
  };
}
