/**
 * `node bench/run-events.ts [--hub served] [--subscribers 1000] [--pairs 10] [--every 2000] [--workers 1]`: from a step's event to those who watch
 * the run: so many subscriptions to `runProgress`, a WebSocket each, held by processes of their own, on one gateway. The run has `pairs` tasks, each
 * followed by a step that a worker does; a task is approved each `every` ms, so that the worker's events come a few at a time. Prints the time from the
 * event's own `at` (the database's clock, before the commit) to its arrival, how many arrived of those that there were, and the gateway's
 * memory for each subscriber. All subscribers have one token. A small run: `--subscribers 100 --pairs 3 --every 1000`.
 *
 * `--peer hive [--subscribers 1000] [--rounds 9] [--tokens one] [--only local,hive]`: the fan-out alone, beside Hive Gateway (`npm ci --prefix bench/hive-gateway`
 * first), without hub, database or worker: a subgraph that publishes one event at a time with its time in it, to the subscribers of one gateway, then
 * of the next. Ours has it in its process (`local`, as the hub has its subgraphs) or behind a URL as Hive Gateway (`open`). `--tokens own`: a token for each subscriber.
 */
import { parseArgs } from 'node:util';
import { measureAgainstHive } from './run-events/against-hive.ts';
import { measureHub } from './run-events/hub.ts';

const { values } = parseArgs({
  options: {
    hub: { type: 'string', default: 'served' },
    subscribers: { type: 'string', default: '1000' },
    pairs: { type: 'string', default: '10' },
    every: { type: 'string', default: '2000' },
    workers: { type: 'string', default: '1' },
    peer: { type: 'string', default: '' },
    rounds: { type: 'string', default: '9' },
    tokens: { type: 'string', default: 'one' },
    only: { type: 'string', default: '' },
  },
});
const subscribers = Number(values.subscribers);
const { tokens } = values;
if (tokens !== 'one' && tokens !== 'own') throw new Error(`--tokens: expected one or own, got ${tokens}`);
if (values.peer === 'hive') {
  const only = values.only === '' ? [] : values.only.split(',');
  await measureAgainstHive({ subscribers, rounds: Number(values.rounds), tokens, only });
} else if (values.peer === '') {
  if (tokens === 'own') throw new Error('--tokens own: expected with --peer hive, the hub knows no such tokens');
  await measureHub({
    hub: values.hub,
    workers: Number(values.workers),
    subscribers,
    pairs: Number(values.pairs),
    everyMs: Number(values.every),
  });
} else throw new Error(`--peer: expected hive, got ${values.peer}`);
