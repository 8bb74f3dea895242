import type { Asset } from '../assets/asset.ts';
import type { JsonObject } from '../json.ts';
import type { StepResources } from '../workflows/definition.ts';

/** One asset that a step works on. Bytes are fetched when asked for: most steps need few of their inputs' bytes. */
export interface StepInput {
  /** The part it plays: `image`, `volume`, `series`. */
  readonly role: string;
  readonly asset: Asset;
  /** The content's bytes. @throws STEP_FAILED when the asset has none */
  read(): Promise<Uint8Array>;
}

/** The work of one step on one item. */
export interface StepTask {
  readonly runId: string;
  readonly step: string;
  /** `with` of the definition, defaults filled in; the same go into provenance and the reuse key. */
  readonly parameters: JsonObject;
  /** The series, or the exam for a step of the whole exam. */
  readonly item: Asset;
  readonly inputs: readonly StepInput[];
  /** Seconds until the engine stops it, as the definition says; null or absent: no such limit. */
  readonly timeoutS?: number | null;
  /** What it asks of the machine; null or absent: whatever the executor gives. */
  readonly resources?: StepResources | null;
}

export interface StepOutput {
  /** `nifti`, `measurement`, ... */
  readonly kind: string;
  readonly role: string;
  readonly label: string;
  readonly mediaType: string;
  /** Null: the properties say all. */
  readonly bytes: Uint8Array | null;
  readonly properties: JsonObject;
  /** The inputs that it was made from; all of them when absent. */
  readonly madeFrom?: readonly string[];
}

export interface StepOutcome {
  readonly outputs: readonly StepOutput[];
  /** Tags to set on the item. */
  readonly tags?: readonly {
    readonly name: string;
    readonly value: string | number | boolean;
    readonly reason: string;
  }[];
  /** What the program said, at most some kilobytes; kept with the step. */
  readonly log: string;
}

/** What exactly would run: names the method in provenance, and in the key by which results are reused. */
export interface StepMethod {
  /** `pesscara/measure` */
  readonly method: string;
  /** Changes whenever results might. */
  readonly methodVersion: string;
  readonly software: { readonly name: string; readonly version: string };
  /**
   * What of the item the result depends on beside the inputs, as further parameters: then a result serves every item with equal inputs.
   * Absent: a result says something of its own item, and serves that alone.
   */
  readonly itemParameters?: (item: Asset) => JsonObject;
}

/** Called now and then while the step works. `fraction` is 0 to 1. */
export type StepProgress = (fraction: number, message: string) => void;

/**
 * Runs one kind of step. The same task gives the same outputs, in the same order and with equal bytes.
 * Executors hold no state between tasks and write nothing outside of a folder of their own: what they answer is stored,
 * with its provenance, by the engine, which also discards the answer of an attempt that has lost its hold on the step.
 */
export interface StepExecutor {
  /**
   * What would run with these parameters on this series or exam.
   * @throws STEP_FAILED when what it needs is not installed, saying what to install
   */
  describe(parameters: JsonObject, item: Asset): Promise<StepMethod>;
  /**
   * @throws STEP_FAILED with the program's own reason when the input can't be worked on; DEADLINE_EXCEEDED when it took too
   * long; the signal's reason, at once and with nothing left running, when `signal` aborts
   */
  execute(task: StepTask, signal: AbortSignal, progress: StepProgress): Promise<StepOutcome>;
}

/** The executors by the `uses` of a definition. */
export type StepExecutors = ReadonlyMap<string, StepExecutor>;
