import { badInput } from '../errors.ts';
import { normalizedText } from '../identity/names.ts';
import { isResearchId } from '../mapping/research-id.ts';
import type { ClinicalFacts, VitalStatus } from '../ports/clinical-store.ts';

type Optional<T> = T | null | undefined;

export interface ClinicalRecordInput {
  readonly patientId?: Optional<string>;
  readonly issuerOfPatientId?: Optional<string>;
  readonly researchId?: Optional<string>;
  /** @default none */
  readonly diagnoses?:
    | readonly {
        readonly name: string;
        readonly code?: Optional<string>;
        readonly grade?: Optional<number>;
        readonly ageYears?: Optional<number>;
      }[]
    | undefined;
  /** @default none */
  readonly variants?:
    readonly { readonly gene: string; readonly change: string; readonly status: string }[] | undefined;
  readonly survivalDays?: Optional<number>;
  /** @default UNKNOWN */
  readonly vitalStatus?: VitalStatus | undefined;
}

/** Ages over 89 identify a person; 90 stands for all of them (HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(C)). */
const oldestAge = 90;
const maxListLength = 1000;
const gene = /^[A-Za-z0-9-]{1,32}$|^[0-9XY]{1,2}[pq](\/[0-9XY]{1,2}[pq])?$/;
const status = /^[A-Z][A-Z0-9_]{0,63}$/;

/** How a record says whose it is: exactly one way. Patient identifiers are never part of an error. */
export function checkedPerson(
  field: string,
  record: ClinicalRecordInput,
): { readonly patientId: string; readonly issuer: string | undefined } | { readonly researchId: string } {
  const given = [record.patientId, record.researchId].filter((id) => id !== null && id !== undefined).length;
  if (given !== 1) throw badInput(field, 'exactly one of patientId and researchId', given === 0 ? 'none' : 'both');
  if (typeof record.researchId === 'string') {
    // Not shown either: it may be a patient's identifier in the wrong field.
    if (!isResearchId(record.researchId)) {
      throw badInput(`${field}.researchId`, "1 to 64 letters, digits, '.', '_' or '-'", 'something else');
    }
    return { researchId: record.researchId };
  }
  const patientId = normalizedText(record.patientId ?? '', 64);
  if (patientId === null || patientId === '') {
    throw badInput(`${field}.patientId`, '1 to 64 characters on one line', 'something else');
  }
  const issuer = normalizedText(record.issuerOfPatientId ?? '', 64);
  if (issuer === null)
    throw badInput(`${field}.issuerOfPatientId`, 'up to 64 characters on one line', 'something else');
  return { patientId, issuer: issuer === '' ? undefined : issuer };
}

/** The facts of a record. @throws BAD_USER_INPUT that names the place: `input.records[3].diagnoses[0].grade` */
export function checkedFacts(field: string, record: ClinicalRecordInput): ClinicalFacts {
  const { diagnoses = [], variants = [], vitalStatus = 'UNKNOWN' } = record;
  for (const [name, { length }] of Object.entries({ diagnoses, variants })) {
    if (length > maxListLength) throw badInput(`${field}.${name}`, `up to ${String(maxListLength)} of them`, length);
  }
  return {
    diagnoses: diagnoses.map((diagnosis, index) => {
      const at = `${field}.diagnoses[${String(index)}]`;
      const ageYears = checkedWhole(`${at}.ageYears`, diagnosis.ageYears, 0, 130);
      return {
        name: checkedLine(`${at}.name`, diagnosis.name, 200, 1),
        code: checkedLine(`${at}.code`, diagnosis.code ?? '', 64) || null,
        grade: checkedWhole(`${at}.grade`, diagnosis.grade, 1, 4),
        ageYears: ageYears === null ? null : Math.min(ageYears, oldestAge),
      };
    }),
    variants: variants.map((variant, index) => {
      const at = `${field}.variants[${String(index)}]`;
      if (!gene.test(variant.gene))
        throw badInput(`${at}.gene`, 'an HGNC gene symbol, or chromosome arms such as 1p/19q', variant.gene);
      if (!status.test(variant.status)) {
        throw badInput(`${at}.status`, "capital letters, digits and '_', like MUTATED", variant.status);
      }
      return { gene: variant.gene, change: checkedLine(`${at}.change`, variant.change, 200), status: variant.status };
    }),
    survivalDays: checkedWhole(`${field}.survivalDays`, record.survivalDays, 0, 50_000),
    vitalStatus,
  };
}

function checkedWhole(field: string, value: Optional<number>, least: number, most: number): number | null {
  if (value === null || value === undefined) return null;
  if (!Number.isInteger(value) || value < least || value > most) {
    throw badInput(field, `${String(least)} to ${String(most)}`, value);
  }
  return value;
}

/** Free text may hold anything, so an error tells its length alone. */
function checkedLine(field: string, value: string, most: number, least = 0): string {
  const text = normalizedText(value, most);
  if (text === null || text.length < least) {
    throw badInput(
      field,
      `${String(least)} to ${String(most)} characters on one line`,
      `${String(value.length)} characters`,
    );
  }
  return text;
}
