import { Pool } from 'undici';
import { z } from 'zod';
import type { HubClient } from '../../cli/hub-client.ts';
import { assetId } from './lineage-data.ts';

export interface Answer {
  readonly ms: number;
  /** Distinct ones; null where nobody counts them. */
  readonly nodes: number | null;
}
/** An asset's ancestors to the depth. */
export type Ask = (id: string, depth: number) => Promise<Answer>;
export type Contenders = Readonly<Record<string, Ask>>;

/** More than any answer here has. */
export const maxNodes = 10_000;

/** What is asked of the hub: all that a page shows, or what tells the graph. */
const fields = {
  all: 'nodes { id depth asset { label } activity { method } agent { name } } edges { relation fromId toId role } truncated',
  ids: 'nodes { id } edges { relation fromId toId }',
} as const;

export const quantile = (numbers: readonly number[], share: number) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * share)] ?? NaN;

const answered = z.object({
  data: z.object({ asset: z.object({ lineage: z.object({ nodes: z.array(z.unknown()) }) }) }),
});

/** The question at the hub's door, with its operator's token; the time goes to the answer's last byte, parsed. */
export function hubQuestion(hub: HubClient, what: keyof typeof fields): Ask & { close(): Promise<void> } {
  const pool = new Pool(hub.url);
  const ask: Ask = async (id, depth) => {
    const lineage = `lineage(maxDepth: ${String(depth)}, maxNodes: ${String(maxNodes)}) { ${fields[what]} }`;
    const query = `query ($id: ID!) { asset(id: $id) { ${lineage} } }`;
    const began = performance.now();
    const { body } = await pool.request({
      path: '/graphql',
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${String(hub.token)}` },
      body: JSON.stringify({ query, variables: { id } }),
    });
    const answer = await body.json();
    const ms = performance.now() - began;
    return { ms, nodes: answered.parse(answer).data.asset.lineage.nodes.length };
  };
  return Object.assign(ask, { close: () => pool.close() });
}

/** The answers of `count` questions to each, in turn; roots are spread over the newest half of `size` assets, other ones each time. */
export async function asked(
  size: number,
  depth: number,
  count: number,
  contenders: Contenders,
): Promise<ReadonlyMap<string, readonly Answer[]>> {
  const answers = new Map<string, Answer[]>(Object.keys(contenders).map((name) => [name, []]));
  for (let question = 0; question < count; question++) {
    const id = assetId(size - 1 - Math.floor((question / count) * (size / 2)));
    for (const [name, ask] of Object.entries(contenders)) answers.get(name)?.push(await ask(id, depth));
  }
  return answers;
}

/** The question of the design, depth 50, after a fifth as many to warm up. */
export async function printQuestion(size: number, questions: number, contenders: Contenders): Promise<void> {
  await asked(size, 50, Math.ceil(questions / 5), contenders);
  console.log('| assets | depth 50, by | p50 ms | p95 ms | nodes |\n|---|---|---|---|---|');
  for (const [name, answers] of await asked(size, 50, questions, contenders)) {
    const [p50, p95] = [0.5, 0.95].map((share) =>
      quantile(
        answers.map(({ ms }) => ms),
        share,
      ).toFixed(1),
    );
    const nodes = answers.at(-1)?.nodes ?? '';
    console.log(`| ${[size, name, p50, p95, nodes].join(' | ')} |`);
  }
}
