import { InvalidArgumentError } from 'commander';
import { reportFailure } from './exit.ts';
import { HubClient } from './hub-client.ts';
import { createOutput, type Output } from './output.ts';
import { readSettings, type Settings } from './settings.ts';

/** What every command shares. */
export interface CommandContext {
  settings(): Settings;
  /** A client of the running hub. @throws HubUnreachable */
  client(): Promise<HubClient>;
  /** Runs the command's work and turns a failure into a message and an exit code. */
  run(work: (output: Output) => Promise<void>): Promise<void>;
  /** Parses an option that is a whole number. */
  integer(text: string, least: number, most: number): number;
}

/** The context of this process; `json` says whether the global `--json` was given. */
export function createCommandContext(json: () => boolean): CommandContext {
  return {
    settings: () => readSettings(),
    client: () => HubClient.fromSettings(readSettings()),
    async run(work) {
      try {
        await work(createOutput(json()));
      } catch (caught) {
        reportFailure(caught, json());
      }
    },
    integer(text, least, most) {
      const value = Number(text);
      if (!Number.isInteger(value) || value < least || value > most) {
        throw new InvalidArgumentError(`Expected a whole number from ${String(least)} to ${String(most)}.`);
      }
      return value;
    },
  };
}
