import { assetIds } from '../assets/asset-ids.ts';
import { createPseudonyms } from '../deidentification/pseudonyms.ts';
import { badInput, notFound } from '../errors.ts';
import { normalizedText } from '../identity/names.ts';
import { isId } from '../ids.ts';
import { canonicalJson, type JsonObject } from '../json.ts';
import { findResearchIds, type ResearchIdPorts } from '../mapping/find-research-ids.ts';
import { actorName, authorize, may, permittedProjects, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { ClinicalFacts, ClinicalRecord, ClinicalStore } from '../ports/clinical-store.ts';
import type { ProjectStore } from '../ports/project-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { Transactor } from '../ports/transactor.ts';
import { checkedFacts, checkedPerson, type ClinicalRecordInput } from './record-input.ts';

export interface ClinicalPorts extends ResearchIdPorts {
  readonly clinical: ClinicalStore;
  readonly projects: ProjectStore;
  readonly secrets: Secrets;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
}

/** The facts of a subject, as the caller may see them. */
export interface SubjectFacts extends ClinicalFacts {
  readonly id: string;
}

export interface ClinicalFilter {
  readonly projectId?: string | null | undefined;
  readonly gene?: string | null | undefined;
  readonly variantStatus?: string | null | undefined;
  readonly diagnosis?: string | null | undefined;
  readonly maxSurvivalDays?: number | null | undefined;
}

const noFacts: ClinicalFacts = { diagnoses: [], variants: [], survivalDays: null, vitalStatus: 'UNKNOWN' };
const maxRecords = 10_000;
const maxFound = 1000;

/** Clinical and genomic facts, by research identifier. */
export function createClinical({ clinical, projects, secrets, audit, transactor, ...mapping }: ClinicalPorts) {
  /** The records of an import, by subject. @throws BAD_USER_INPUT */
  async function recordsOf(projectId: string, inputs: readonly ClinicalRecordInput[]): Promise<ClinicalRecord[]> {
    const pseudonyms = createPseudonyms(await secrets.key(`pseudonyms:${projectId}`));
    const people = inputs.map((input, index) => checkedPerson(`input.records[${String(index)}]`, input));
    const patients = people.flatMap((person) =>
      'researchId' in person ? [] : [{ patientId: person.patientId, issuer: person.issuer ?? '' }],
    );
    // Images of a patient may have come under an identifier of a list: theirs are the facts. Nobody's came yet: what the key says.
    const known = await transactor.transact(() => findResearchIds(mapping, projectId, patients));
    const knownOf = new Map(patients.map((patient, n) => [JSON.stringify(patient), known[n] ?? null]));
    const places = new Map<string, string>();
    return inputs.map((input, index) => {
      const field = `input.records[${String(index)}]`;
      const subjectId = assetIds.subject(projectId, researchIdOf(people[index]));
      const earlier = places.get(subjectId);
      if (earlier !== undefined) throw badInput(field, 'one record for each person', `the person of ${earlier} again`);
      places.set(subjectId, field);
      return { subjectId, projectId, ...checkedFacts(field, input) };
    });

    function researchIdOf(person: (typeof people)[number] | undefined): string {
      if (!person) throw new Error('a record without its person');
      if ('researchId' in person) return person.researchId;
      const { patientId, issuer } = person;
      return (
        knownOf.get(JSON.stringify({ patientId, issuer: issuer ?? '' })) ?? pseudonyms.researchId(patientId, issuer)
      );
    }
  }

  return {
    /**
     * The subjects whose facts were written: all of them or, on any error, none. A record that its subject had is
     * replaced; one entry of the audit trail for each that changed holds both. Patient IDs are turned into research
     * identifiers here, and neither kept nor logged.
     * @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, BAD_USER_INPUT naming the record and field
     */
    async importRecords(
      actor: Actor,
      input: { readonly projectId: string; readonly records: readonly ClinicalRecordInput[] },
    ): Promise<readonly string[]> {
      const { projectId } = input;
      authorize(actor, 'clinical.write', projectId);
      if (!isId(projectId) || !(await projects.byIds([projectId])).has(projectId)) throw notFound('project');
      if (input.records.length > maxRecords) {
        throw badInput('input.records', `up to ${String(maxRecords)} records at once`, input.records.length);
      }
      const records = await recordsOf(projectId, input.records);
      const ids = records.map(({ subjectId }) => subjectId);
      await transactor.transact(async () => {
        const before = await clinical.get(ids);
        await clinical.put(records, actorName(actor));
        for (const record of records) {
          const earlier = before.get(record.subjectId);
          const [oldValue, newValue] = [earlier ? factsJson(earlier) : null, factsJson(record)];
          if (oldValue && canonicalJson(oldValue) === canonicalJson(newValue)) continue;
          await audit.append({
            actor: actorName(actor),
            action: 'clinical.imported',
            target: `subject:${record.subjectId}`,
            projectId,
            reason: null,
            oldValue,
            newValue,
          });
        }
      });
      return ids;
    },

    /**
     * The facts of each subject: none (empty lists, null, UNKNOWN) where there is no record or the caller may not read
     * it. The two look the same, so that nobody learns from it who has a record. @throws UNAUTHENTICATED
     */
    async factsOf(actor: Actor, subjectIds: readonly string[]): Promise<ReadonlyMap<string, SubjectFacts>> {
      requireSignedIn(actor);
      const records = await clinical.get(subjectIds.filter(isId));
      return new Map(
        subjectIds.map((id) => {
          const record = records.get(id);
          const facts = record && may(actor, 'clinical.read', record.projectId) ? factsIn(record) : noFacts;
          return [id, { id, ...facts }];
        }),
      );
    },

    /**
     * Ids of the subjects whose facts match all of the filter, in order of id, in projects whose facts the caller may
     * read; they may have no images. A project that the caller may not even see has none.
     * @throws UNAUTHENTICATED, BAD_USER_INPUT, FORBIDDEN for a project that the caller sees without its clinical facts
     */
    async findSubjects(actor: Actor, filter: ClinicalFilter, first: number): Promise<readonly string[]> {
      const permitted = permittedProjects(actor, 'clinical.read');
      if (first < 1 || first > maxFound) throw badInput('first', `1 to ${String(maxFound)}`, first);
      const projectId = filter.projectId ?? null;
      if (projectId !== null) {
        if (!isId(projectId) || !may(actor, 'project.read', projectId)) return [];
        authorize(actor, 'clinical.read', projectId);
      }
      return clinical.find(
        {
          projectIds: projectId === null ? permitted : [projectId],
          gene: askedText('filter.gene', filter.gene),
          variantStatus: askedText('filter.variantStatus', filter.variantStatus),
          diagnosis: askedText('filter.diagnosis', filter.diagnosis),
          maxSurvivalDays: filter.maxSurvivalDays ?? null,
        },
        first,
      );
    },
  };
}
export type Clinical = ReturnType<typeof createClinical>;

function askedText(field: string, value: string | null | undefined): string | null {
  const text = normalizedText(value ?? '', 200);
  if (text === null) throw badInput(field, 'up to 200 characters on one line', 'something else');
  return text === '' ? null : text;
}

function factsIn({ diagnoses, variants, survivalDays, vitalStatus }: ClinicalFacts): ClinicalFacts {
  return { diagnoses, variants, survivalDays, vitalStatus };
}

function factsJson(facts: ClinicalFacts): JsonObject {
  const { diagnoses, variants, survivalDays, vitalStatus } = facts;
  return {
    diagnoses: diagnoses.map((diagnosis) => ({ ...diagnosis })),
    variants: variants.map((variant) => ({ ...variant })),
    survivalDays,
    vitalStatus,
  };
}
