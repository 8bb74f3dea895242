/**
 * `node bench/asset-graph.ts [--size 1000000] [--embedded] [--only TEXT] [--questions 40] [--seconds 8] [--wait FILE]`: the figures
 * of the asset graph. A graph of that size (see graph/hub-data.ts) is brought into the hub's Neo4j by `neo4j-admin database import`, or with
 * --embedded into a data folder; then (with --wait once that file is there, so that other work can end meanwhile) each question is put to the hub's door with a token, and beside it the statements that the adapter issues for it to the bare driver, in turn
 * (embedded, where one process has the data alone: to PGlite in this process, before the hub starts).
 */
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { embeddedHub } from './graph/embedded-hub.ts';
import { checkInQuestion } from './graph/check-in.ts';
import { hubQuestions, type Question } from './graph/hub-questions.ts';
import { pair, timesInTurn } from './graph/in-turn.ts';
import { servedHub } from './graph/served-hub.ts';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '1000000' },
    embedded: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    questions: { type: 'string', default: '40' },
    seconds: { type: 'string', default: '8' },
    wait: { type: 'string', default: '' },
  },
});
const size = Number(values.size);
/** As many different ones of a question that varies. */
const variants = 12;
const limits = { warm: 3, most: Number(values.questions), ms: Number(values.seconds) * 1000 };
const isAsked = ({ what }: { readonly what: string }) => what.includes(values.only);

/** Each variant's statements are recorded before any is timed. */
async function prepare(question: Question): Promise<void> {
  const asked = new Set<string>();
  for (let turn = 0; turn < variants; turn++) {
    const text = JSON.stringify(question.variables(turn));
    if (!asked.has(text)) await hub.bare(question, turn);
    asked.add(text);
  }
}

await using hub = await (values.embedded ? embeddedHub(size) : servedHub(size));
while (values.wait !== '' && !existsSync(values.wait)) await setTimeout(500);
const questions = hubQuestions(size, hub.projects).filter(isAsked);
const bareFirst = new Map<string, readonly number[]>();
if (hub.bareAlone) {
  for (const question of questions) {
    await prepare(question);
    const [times = []] = await timesInTurn([(turn) => hub.bare(question, turn % variants)], limits);
    bareFirst.set(question.what, times);
  }
}
const door = await hub.openDoor();
console.log(`| ${String(size)} assets | at a time | hub p50 / p95 ms | bare p50 / p95 ms | n |\n|---|---|---|---|---|`);
for (const question of questions) {
  if (!hub.bareAlone) await prepare(question);
  const ask = (turn: number) => door.ask(question.query, question.variables(turn % variants));
  const before = bareFirst.get(question.what);
  const bare = (turn: number) => hub.bare(question, turn % variants);
  const [ours = [], theirs = before ?? []] = await timesInTurn(before ? [ask] : [ask, bare], limits);
  console.log(`| ${question.what} | 1 | ${pair(ours)} | ${pair(theirs)} | ${String(ours.length)} |`);
}
if (isAsked({ what: 'check-out and check-in' }))
  for (const line of await checkInQuestion(hub, door, size, limits)) console.log(line);
await door.close();
