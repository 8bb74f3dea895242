import type { GraphQLResolveInfo } from 'graphql';
import type { SubjectFacts } from '../../core/clinical/clinical.ts';
import type { Diagnosis as DiagnosisModel, Variant as VariantModel } from '../../core/ports/clinical-store.ts';
import type { HubContext } from '../../schema/subgraph.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** All that are given must hold; case does not matter. */
export type ClinicalFilter = {
  /** Name or code of a diagnosis. */
  diagnosis?: InputMaybe<Scalars['String']['input']>;
  /** A variant of this gene ... */
  gene?: InputMaybe<Scalars['String']['input']>;
  /** Survived at most so many days; people known to be alive don't count. */
  maxSurvivalDays?: InputMaybe<Scalars['Int']['input']>;
  /** Only this project; all whose clinical facts you may read when absent. */
  projectId?: InputMaybe<Scalars['ID']['input']>;
  /** ... with this status. */
  variantStatus?: InputMaybe<Scalars['String']['input']>;
};

/** Facts of one person; exactly one of patientId and researchId. */
export type ClinicalRecordInput = {
  diagnoses?: Array<DiagnosisInput>;
  /** Issuer of Patient ID (0010,0021), where the images have one: it is part of who the person is. */
  issuerOfPatientId?: InputMaybe<Scalars['String']['input']>;
  /** The hospital's Patient ID; turned into the research identifier, and not kept. */
  patientId?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 64 letters, digits, '.', '_' or '-'. */
  researchId?: InputMaybe<Scalars['String']['input']>;
  survivalDays?: InputMaybe<Scalars['Int']['input']>;
  variants?: Array<VariantInput>;
  vitalStatus?: VitalStatus;
};

/** A diagnosis, coded where the source was. */
export type Diagnosis = {
  /** Age in whole years at diagnosis; 90 stands for 90 and above. */
  ageYears?: Maybe<Scalars['Int']['output']>;
  /** Code, with its system: 'ICD-O-3 9440/3'. */
  code?: Maybe<Scalars['String']['output']>;
  /** WHO grade, 1 to 4. */
  grade?: Maybe<Scalars['Int']['output']>;
  /** Plain name: 'Glioblastoma'. */
  name: Scalars['String']['output'];
};

export type DiagnosisInput = {
  /** 0 to 130; above 89 it is kept as 90. */
  ageYears?: InputMaybe<Scalars['Int']['input']>;
  code?: InputMaybe<Scalars['String']['input']>;
  /** WHO grade, 1 to 4. */
  grade?: InputMaybe<Scalars['Int']['input']>;
  name: Scalars['String']['input'];
};

export type ImportClinicalRecordsInput = {
  projectId: Scalars['ID']['input'];
  records: Array<ClinicalRecordInput>;
};

export type ImportClinicalRecordsPayload = {
  /** Records written; importing the same again replaces them. */
  imported: Scalars['Int']['output'];
  subjects: Array<Subject>;
};

export type Mutation = {
  /** Imports facts, all or none; at most 10000 records. Owners, managers and curators. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT naming the record and field. */
  importClinicalRecords: ImportClinicalRecordsPayload;
};


export type MutationImportClinicalRecordsArgs = {
  input: ImportClinicalRecordsInput;
};

export type Project = {
  id: Scalars['ID']['output'];
};

export type Query = {
  /**
   * The subjects whose facts match, in order of id; at most `first` (1 to 1000). One without images has an id and facts
   * only. Errors: BAD_USER_INPUT, FORBIDDEN (a project of yours, in which you may not read clinical facts).
   */
  subjectsByClinicalFacts: Array<Subject>;
};


export type QuerySubjectsByClinicalFactsArgs = {
  filter: ClinicalFilter;
  first?: Scalars['Int']['input'];
};

/**
 * Facts about a subject that do not come from images. They are empty, null and UNKNOWN for a subject without a record, and
 * just so for a caller without a role that reads clinical facts in the project (see docs/access.md): a viewer must not take
 * an empty list for a finding.
 */
export type Subject = {
  diagnoses: Array<Diagnosis>;
  id: Scalars['ID']['output'];
  /** Days from diagnosis to death, or to the last follow-up when alive. */
  survivalDays?: Maybe<Scalars['Int']['output']>;
  variants: Array<Variant>;
  vitalStatus: VitalStatus;
};

/** A genomic finding: a variant, or the state of a marker. */
export type Variant = {
  /** HGVS protein change (p.R132H), or a marker's name ('promoter methylation'). */
  change: Scalars['String']['output'];
  /** HGNC gene symbol (IDH1, TP53, MGMT), or chromosome arms (1p/19q). */
  gene: Scalars['String']['output'];
  /** MUTATED, WILDTYPE, METHYLATED, UNMETHYLATED, CODELETED, ... */
  status: Scalars['String']['output'];
};

export type VariantInput = {
  change: Scalars['String']['input'];
  gene: Scalars['String']['input'];
  /** Capital letters, digits and '_'. */
  status: Scalars['String']['input'];
};

/** Whether the person lived at the last follow-up. */
export type VitalStatus =
  | 'ALIVE'
  | 'DEAD'
  /** Not known, or not for you to read. */
  | 'UNKNOWN';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Subject: Subject;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Subject:
    ( { __typename: 'Subject' }
    & GraphQLRecursivePick<FederationTypes['Subject'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  ClinicalFilter: ClinicalFilter;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ClinicalRecordInput: ClinicalRecordInput;
  Diagnosis: ResolverTypeWrapper<DiagnosisModel>;
  DiagnosisInput: DiagnosisInput;
  ImportClinicalRecordsInput: ImportClinicalRecordsInput;
  ImportClinicalRecordsPayload: ResolverTypeWrapper<Omit<ImportClinicalRecordsPayload, 'subjects'> & { subjects: Array<ResolversTypes['Subject']> }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Project: ResolverTypeWrapper<Project>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Subject: ResolverTypeWrapper<SubjectFacts>;
  Variant: ResolverTypeWrapper<VariantModel>;
  VariantInput: VariantInput;
  VitalStatus: VitalStatus;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  ClinicalFilter: ClinicalFilter;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  ID: Scalars['ID']['output'];
  ClinicalRecordInput: ClinicalRecordInput;
  Diagnosis: DiagnosisModel;
  DiagnosisInput: DiagnosisInput;
  ImportClinicalRecordsInput: ImportClinicalRecordsInput;
  ImportClinicalRecordsPayload: Omit<ImportClinicalRecordsPayload, 'subjects'> & { subjects: Array<ResolversParentTypes['Subject']> };
  Mutation: Record<PropertyKey, never>;
  Project: Project;
  Query: Record<PropertyKey, never>;
  Subject: SubjectFacts;
  Variant: VariantModel;
  VariantInput: VariantInput;
  Boolean: Scalars['Boolean']['output'];
};

export type DiagnosisResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Diagnosis'] = ResolversParentTypes['Diagnosis']> = {
  ageYears?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  grade?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ImportClinicalRecordsPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ImportClinicalRecordsPayload'] = ResolversParentTypes['ImportClinicalRecordsPayload']> = {
  imported?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  subjects?: Resolver<Array<ResolversTypes['Subject']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  importClinicalRecords?: Resolver<ResolversTypes['ImportClinicalRecordsPayload'], ParentType, ContextType, RequireFields<MutationImportClinicalRecordsArgs, 'input'>>;
};

export type ProjectResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  subjectsByClinicalFacts?: Resolver<Array<ResolversTypes['Subject']>, ParentType, ContextType, RequireFields<QuerySubjectsByClinicalFactsArgs, 'filter' | 'first'>>;
};

export type SubjectResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Subject'] = ResolversParentTypes['Subject'], FederationReferenceType extends FederationReferenceTypes['Subject'] = FederationReferenceTypes['Subject']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Subject']> | FederationReferenceType, FederationReferenceType, ContextType>;
  diagnoses?: Resolver<Array<ResolversTypes['Diagnosis']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  survivalDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  variants?: Resolver<Array<ResolversTypes['Variant']>, ParentType, ContextType>;
  vitalStatus?: Resolver<ResolversTypes['VitalStatus'], ParentType, ContextType>;
};

export type VariantResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Variant'] = ResolversParentTypes['Variant']> = {
  change?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  gene?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = HubContext> = {
  Diagnosis?: DiagnosisResolvers<ContextType>;
  ImportClinicalRecordsPayload?: ImportClinicalRecordsPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Subject?: SubjectResolvers<ContextType>;
  Variant?: VariantResolvers<ContextType>;
};

