export interface Diagnosis {
  readonly name: string;
  readonly code: string | null;
  readonly grade: number | null;
  readonly ageYears: number | null;
}

export interface Variant {
  readonly gene: string;
  readonly change: string;
  readonly status: string;
}

export type VitalStatus = 'ALIVE' | 'DEAD' | 'UNKNOWN';

/** Facts about a subject that do not come from images. */
export interface ClinicalFacts {
  readonly diagnoses: readonly Diagnosis[];
  readonly variants: readonly Variant[];
  readonly survivalDays: number | null;
  readonly vitalStatus: VitalStatus;
}

/** The facts of one subject, by its asset id; whose they were at the hospital is not known here. */
export interface ClinicalRecord extends ClinicalFacts {
  readonly subjectId: string;
  readonly projectId: string;
}

/** All that are given must hold. Texts are compared without regard to case. */
export interface ClinicalQuery {
  /** 'ALL' or the projects whose facts the caller may read: the caller of this port has asked the policy. */
  readonly projectIds: 'ALL' | readonly string[];
  readonly gene: string | null;
  /** Of the same variant as `gene`. */
  readonly variantStatus: string | null;
  /** A diagnosis' name or code. */
  readonly diagnosis: string | null;
  /** Known to be alive does not count: that survival has not ended. */
  readonly maxSurvivalDays: number | null;
}

export interface ClinicalStore {
  /** Writes the records; one that its subject had is replaced as a whole. @throws WITHDRAWN, and writes none, for a subject that was withdrawn */
  put(records: readonly ClinicalRecord[], importedBy: string): Promise<void>;
  get(subjectIds: readonly string[]): Promise<ReadonlyMap<string, ClinicalRecord>>;
  /** Ids of the subjects that match, in order of id, `first` at most. */
  find(query: ClinicalQuery, first: number): Promise<readonly string[]>;
}
