import type { Asset } from '../assets/asset.ts';
import { HubError } from '../errors.ts';
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
  /** The step on this item; absent where no run asks. */
  readonly stepRunId?: string;
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
  /** Where an earlier attempt's work is, as it told by `progress.started`, for this one to take over. Absent: there is none. */
  readonly handle?: JsonObject;
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

/** Told while the step works; the call itself is made now and then, with a `fraction` of 0 to 1. */
export interface StepProgress {
  (fraction: number, message: string): void;
  /** Each line that the program writes, as it comes. */
  readonly log?: (line: string) => void;
  /**
   * Notes where work is that outlives this process; resolves once that is durable. Told before the work begins, so that no work is without it.
   * @throws CONFLICT when another attempt has taken the step: then nothing must begin
   */
  readonly started?: (handle: JsonObject) => Promise<void>;
}

/** What this process says when it stops, or when another one took its job: the step is not done with. */
const lettingGo: ReadonlySet<string> = new Set(['UNAVAILABLE', 'CONFLICT']);

/** Whether work that outlives this process is to go on: an attempt after this one takes it over. */
export function isLettingGo(signal: AbortSignal): boolean {
  return signal.reason instanceof HubError && lettingGo.has(signal.reason.code);
}

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
   * long; the signal's reason, at once and with nothing left running, when `signal` aborts, but for work with a handle where that
   * is only let go (`isLettingGo`)
   */
  execute(task: StepTask, signal: AbortSignal, progress: StepProgress): Promise<StepOutcome>;
  /**
   * Ends and removes what a handle stands for: its step has ended, or wants other work. Nothing when it is gone already.
   * Executors that tell handles have it, and leave what they made there until it is called.
   */
  release?(handle: JsonObject): Promise<void>;
}

/** The executors by the `uses` of a definition. */
export type StepExecutors = ReadonlyMap<string, StepExecutor>;
