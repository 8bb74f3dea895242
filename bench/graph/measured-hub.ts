import type { GraphWrite } from '../../core/assets/graph-write.ts';
import type { Projects } from './hub-data.ts';
import type { Question } from './hub-questions.ts';
import type { Door } from './in-turn.ts';

/** A hub full of `hubData`, and the bare way to its graph. */
export interface MeasuredHub extends AsyncDisposable {
  readonly projects: Projects;
  /** `bare` works only before the door is opened. */
  readonly bareAlone: boolean;
  /** The statements that the adapter issues for the question, recorded from it when first asked. */
  bare(question: Question, turn: number): Promise<void>;
  /** The statements of these writes, in a transaction. */
  bareWrite(writes: readonly GraphWrite[]): Promise<void>;
  openDoor(): Promise<Door>;
}
