import type { JsonObject } from '../json.ts';

/** PROV-O Agent: a person, software with its version, or an institution. */
export interface ProvAgent {
  readonly id: string;
  readonly kind: 'PERSON' | 'SOFTWARE' | 'ORGANIZATION';
  readonly name: string;
  readonly version: string | null;
}

/** An edge to an asset, with the part it plays (`input`, `mask`, `output`, ...). */
export interface ProvUsage {
  readonly assetId: string;
  readonly role: string;
}

/** PROV-O Derivation: of which used asset a generated one was made. */
export interface ProvDerivation {
  readonly generatedId: string;
  readonly usedId: string;
}

/** PROV-O Activity: one execution of a method. Edges: used, wasGeneratedBy, wasAssociatedWith. */
export interface ProvActivity {
  readonly id: string;
  readonly projectId: string;
  readonly method: string;
  readonly methodVersion: string;
  readonly parameters: JsonObject;
  /** Where it ran: image digest, packages with versions, kind of host. Nothing that names a person's machine. Empty when not known. */
  readonly environment: JsonObject;
  /** See `reuseKey()`; null for what is never reused (a person's decision). */
  readonly reuseKey: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly runId: string | null;
  readonly used: readonly ProvUsage[];
  readonly generated: readonly ProvUsage[];
  readonly agents: readonly { readonly agent: ProvAgent; readonly role: string }[];
  /** PROV-O wasDerivedFrom; null: each generated asset from each used one. */
  readonly derivations: readonly ProvDerivation[] | null;
  /** Who told the hub of it: a username, or `service:NAME`. */
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

export type ProvRelation = 'USED' | 'WAS_GENERATED_BY' | 'WAS_ASSOCIATED_WITH';

export interface LineageNode {
  readonly id: string;
  readonly type: 'ENTITY' | 'ACTIVITY' | 'AGENT';
  /** Steps from the asset asked about; an entity and the activity that made it are one step apart. */
  readonly depth: number;
}

export interface LineageEdge {
  readonly relation: ProvRelation;
  readonly fromId: string;
  readonly toId: string;
  readonly role: string;
}

/** A directed acyclic graph around one asset. `truncated` says that `maxNodes` cut it. */
export interface Lineage {
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
  readonly truncated: boolean;
}

/** A lineage as the graph has it, whoever may see it: `projectIds` has the project of each asset and activity among its nodes. */
export interface WalkedLineage extends Lineage {
  readonly projectIds: ReadonlyMap<string, string>;
}
