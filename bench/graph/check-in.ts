import type { GraphWrite } from '../../core/assets/graph-write.ts';
import { nameId } from '../../core/ids.ts';
import { pair, timesInTurn, type Door } from './in-turn.ts';
import { assetId } from './lineage-data.ts';
import type { MeasuredHub } from './measured-hub.ts';

const checkOut = 'mutation ($id: ID!) { checkOut(input: { assetId: $id, reason: "measured anew" }) { asset { id } } }';
const checkIn = `mutation ($id: ID!, $value: Int!) {
  checkIn(input: { assetId: $id, baseVersion: 1, comment: "measured anew", properties: { value: $value } }) { version { number } } }`;

/** The biomarkers of the n-th exam and later ones. */
const biomarkerOf = (n: number) => assetId(Math.floor(n / 20) * 50 + 30 + (n % 20));

/** What a check-in writes to the graph: the new state, and the activity that made it. */
function writesOf(n: number, projectId: string): readonly GraphWrite[] {
  const [id, at] = [biomarkerOf(n), new Date()];
  const usage = (role: string) => [{ assetId: id, role }];
  return [
    {
      kind: 'STATES',
      states: [
        {
          assetId: id,
          label: 'volume',
          properties: { name: 'volume', value: n, unit: 'ml' },
          content: null,
          version: 2,
        },
      ],
    },
    {
      kind: 'ACTIVITY',
      activity: {
        ...{ id: nameId('bench check-in', String(n)), projectId, method: 'pesscara/check-in', methodVersion: '1.0' },
        ...{
          parameters: { from: 1, to: 2 },
          environment: {},
          reuseKey: null,
          runId: null,
          derivations: [],
          recordedBy: 'bench',
        },
        ...{ startedAt: at, endedAt: at, recordedAt: at, used: usage('base'), generated: usage('version') },
        agents: [
          {
            agent: { id: nameId('bench agent', 'person'), kind: 'PERSON', name: 'bench', version: null },
            role: 'operator',
          },
        ],
      },
    },
  ];
}

/** Lines of the table: a check-out and the check-in after it, of another asset each time, one and ten at a time. */
export async function checkInQuestion(
  hub: MeasuredHub,
  door: Door,
  size: number,
  limits: { readonly warm: number; readonly most: number; readonly ms: number },
): Promise<readonly string[]> {
  let next = 0;
  // Those of the first half for the hub, of the second for the bare driver.
  const half = Math.floor(size / 100) * 20;
  const one = async () => {
    const n = next++;
    await door.ask(checkOut, { id: biomarkerOf(n) });
    await door.ask(checkIn, { id: biomarkerOf(n), value: n });
  };
  let bareNext = half;
  const bareOne = () => hub.bareWrite(writesOf(bareNext++, hub.projects[0]));
  const lines: string[] = [];
  for (const atATime of [1, 10]) {
    const timed = (ask: () => Promise<void>, times: number[]) => async () => {
      await Promise.all(
        Array.from({ length: atATime }, async () => {
          const began = performance.now();
          await ask();
          times.push(performance.now() - began);
        }),
      );
    };
    const [ours, theirs]: [number[], number[]] = [[], []];
    const contenders = [timed(one, ours), ...(hub.bareAlone ? [] : [timed(bareOne, theirs)])];
    await timesInTurn(contenders, { ...limits, warm: 0 });
    const bare = hub.bareAlone ? '-' : pair(theirs);
    lines.push(`| check-out and check-in | ${String(atATime)} | ${pair(ours)} | ${bare} | ${String(ours.length)} |`);
  }
  return lines;
}
