import type { JsonObject } from '../json.ts';

/** DEVELOPMENT: workflows are written and run. TRIAL: only promoted versions run, and nobody edits. */
export type ProjectConfiguration = 'DEVELOPMENT' | 'TRIAL';

/** One change of a project's configuration. */
export interface ConfigurationChange {
  readonly projectId: string;
  /** 1 for the project's first. */
  readonly number: number;
  readonly configuration: ProjectConfiguration;
  readonly reason: string;
  readonly setBy: string;
  readonly setAt: Date;
  /** What was signed with it; null where none was asked for. */
  readonly signature: { readonly document: JsonObject; readonly jws: string } | null;
}

/** Which version of another workflow a step does. */
export interface BundledUse extends JsonObject {
  readonly step: string;
  readonly workflow: string;
  readonly version: number;
}

/** One version of a workflow in a bundle. Names and versions are those of the project that it was written in. */
export interface BundledWorkflow extends JsonObject {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly document: JsonObject;
  /** SHA-256 (hex) of the document as canonical JSON. */
  readonly sha256: string;
  readonly writtenBy: string;
  /** UTC, ISO 8601. */
  readonly writtenAt: string;
  readonly uses: readonly BundledUse[];
  /** SHA-256 (hex) of each script; of one that the hub ships, its name, since the hub's version says what it is. */
  readonly scripts: readonly BundledScript[];
  /** Images of containers, by digest. */
  readonly images: readonly { readonly step: string; readonly image: string }[];
}

export interface BundledScript extends JsonObject {
  readonly step: string;
  readonly sha256: string | null;
  readonly builtin: string | null;
}

/** Who signed. */
export interface BundleSigner extends JsonObject {
  readonly account: string;
  readonly username: string;
  readonly name: string;
}

export const bundleType = 'PESSCARA workflow bundle';

/** What a promotion is bound to: frozen, and signed by the hub. */
export interface WorkflowBundle extends JsonObject {
  readonly type: typeof bundleType;
  readonly version: 1;
  /** Of the promotion. */
  readonly id: string;
  /** The project that it comes from, and the one that it was promoted to. */
  readonly from: { readonly project: string };
  readonly to: { readonly project: string };
  /** The promoted one first, then those that are its steps; each before those that it uses. */
  readonly workflows: readonly BundledWorkflow[];
  readonly comment: string;
  readonly promotedBy: BundleSigner;
  /** UTC, ISO 8601. */
  readonly promotedAt: string;
  readonly signedWith: 'PASSWORD';
  readonly hub: { readonly software: string; readonly version: string };
  /** The bundle that was imported, and whose key signed it (RFC 7638); null for one that was promoted here. */
  readonly origin: { readonly fingerprint: string; readonly jws: string } | null;
}

/** A version of a workflow that was promoted into a project. */
export interface Promotion {
  readonly id: string;
  readonly projectId: string;
  /** The version as it runs in the project. */
  readonly workflowId: string;
  /** The versions of all workflows of the bundle as they run in the project, in the bundle's order. */
  readonly partIds: readonly string[];
  readonly document: WorkflowBundle;
  /** The bundle, signed by the hub: JWS in compact form (RFC 7515), Ed25519. */
  readonly jws: string;
  readonly promotedBy: string;
  readonly promotedAt: Date;
  readonly comment: string;
  /** Null while it stands. */
  readonly withdrawn: { readonly at: Date; readonly by: string; readonly reason: string } | null;
}
