import { setTimeout as wait } from 'node:timers/promises';
import { HubError } from '../errors.ts';
import type { Archive } from '../ports/archive.ts';
import type { StoredSite } from '../ports/site-store.ts';
import type { Circuits } from './circuits.ts';
import { askSite, type Answer } from './site-status.ts';
import type { Sites } from './sites.ts';

export interface AskingPorts {
  readonly access: Sites;
  readonly circuits: Circuits;
  /** Of a site that has none of its own. */
  readonly deadlineMs: number;
}

type Question<T> = (archive: Archive, signal: AbortSignal) => Promise<T>;

/** Why a site whose circuit is open has no answer. */
export const notAsked = 'the archive failed time after time, and is left alone for a while';
/** A refused connection is tried again after this, and as much again at most. */
const retryMs = 50;
/** Without what is kept for bringing the answers of all sites in order, so that whoever asks hears by the deadline itself. */
const beforeMerging = (deadlineMs: number): number => Math.round(deadlineMs - Math.min(30, 0.03 * deadlineMs));

/** How the hub asks sites: each within its deadline, a failure tried once more, and a site that fails on and on not at all for a while. */
export function createAsking({ access, circuits, deadlineMs }: AskingPorts) {
  const deadlineOf = (site: StoredSite): number => site.deadlineMs ?? deadlineMs;

  async function asked<T>(site: StoredSite, question: Question<T>, stop?: AbortSignal): Promise<Answer<T>> {
    const answer = await askSite(
      async (signal) => {
        const archive = await access.open(site);
        return tryTwice(() => question(archive, signal), signal);
      },
      beforeMerging(deadlineOf(site)),
      stop,
    );
    if (answer.value !== null || answer.isRefusal === true) circuits.succeeded(site.id);
    else if (stop?.aborted === true) circuits.abandoned(site.id);
    else circuits.failed(site.id);
    return answer;
  }

  return {
    deadlineOf,

    /** The site's answer to a question that changes nothing there, or why there is none. */
    async ask<T>(site: StoredSite, question: Question<T>, stop?: AbortSignal): Promise<Answer<T>> {
      if (circuits.enter(site.id)) return asked(site, question, stop);
      return { status: { reachable: false, latencyMs: null, error: notAsked, checkedAt: new Date() }, value: null };
    },

    /** As `ask`, also of a site that is left alone: someone wants to know how it is now. */
    askAnyhow: asked,
  };
}

export type Asking = ReturnType<typeof createAsking>;

async function tryTwice<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== 'UPSTREAM_UNAVAILABLE' || signal.aborted) throw error;
    await wait(retryMs * (1 + Math.random()), undefined, { signal, ref: false }).catch(() => {
      throw error;
    });
    return work();
  }
}
