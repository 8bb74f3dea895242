import { setTimeout as after } from 'node:timers/promises';
import { parse, type ExecutionResult } from 'graphql';
import { describe, expect, it } from 'vitest';
import { exampleSources, exampleSupergraph, runChanges, type ExampleContext } from '../testing/example-subgraphs.ts';
import { DirectExecutor } from './direct/direct-executor.ts';
import { createEngine, type Engine } from './engine.ts';
import { StockExecutor } from './stock-executor.ts';

const supergraphSdl = exampleSupergraph();
const text =
  'subscription ($id: ID!) { change: runChanged(id: $id) { cursor by run { percent exam { uid archives { url } } subject { name survivalDays } } } }';

async function open(engine: Engine, id: string, contexts: ExampleContext[] = [], onEnd = () => undefined as unknown) {
  const eventContext = () => {
    const context = { name: `event ${String(contexts.length)}` };
    contexts.push(context);
    return Promise.resolve(context);
  };
  const stream = await engine.subscribe({
    text,
    document: parse(text),
    variables: { id },
    context: { name: 'subscriber' },
    eventContext,
    onEnd: () => void onEnd(),
  });
  if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream));
  return stream;
}

/** Emits once the subscription listens: the generator in the subgraph starts with the first read. */
async function emit(id: string, percent: number): Promise<void> {
  while (runChanges.listenerCount(id) === 0) await after(1);
  runChanges.emit(id, percent);
}

describe.each([
  ['direct', () => new DirectExecutor()],
  ['stock', () => new StockExecutor()],
])('a federated subscription on the %s executor', (kind, makeExecutor) => {
  const engineOf = () => {
    const { sources, requests } = exampleSources();
    return { engine: createEngine({ supergraphSdl, dataSources: sources, executor: makeExecutor() }), requests };
  };

  it('resolves the entities of an event over the other subgraphs, and does not read the source again', async () => {
    const { engine, requests } = engineOf();
    const stream = await open(engine, `entities-${kind}`);
    const first = stream.next();
    await emit(`entities-${kind}`, 40);
    expect(JSON.parse(JSON.stringify((await first).value))).toEqual({
      data: {
        change: {
          cursor: '40',
          by: 'event 0',
          run: {
            percent: 40,
            exam: { uid: '9.a1', archives: [{ url: 'site/9.a1' }] },
            subject: { name: 'subject a', survivalDays: 101 },
          },
        },
      },
    });
    expect(requests.map(({ name }) => name)).not.toContain('workflows');
    await stream.return(undefined);
  });

  it('gives each event a context of its own, through all subgraphs', async () => {
    const { engine, requests } = engineOf();
    const contexts: ExampleContext[] = [];
    const stream = await open(engine, `contexts-${kind}`, contexts);
    for (const percent of [1, 2]) {
      const next = stream.next();
      await emit(`contexts-${kind}`, percent);
      await next;
    }
    expect(contexts).toHaveLength(2);
    expect(new Set(requests.map(({ request }) => request.context))).toEqual(new Set(contexts));
    await stream.return(undefined);
  });

  it('answers an event with errors, and goes on', async () => {
    const { engine } = engineOf();
    const stream = await open(engine, `errors-${kind}`);
    const bad = stream.next();
    await emit(`errors-${kind}`, 13);
    const { value } = (await bad) as { value: ExecutionResult };
    expect(value.errors?.[0]?.path).toEqual(['change', 'run', 'subject']);
    expect(value.data).toMatchObject({ change: { cursor: '13', run: { subject: null } } });
    const good = stream.next();
    await emit(`errors-${kind}`, 14);
    expect(((await good) as { value: ExecutionResult }).value.errors).toBeUndefined();
    await stream.return(undefined);
  });

  it('ends when its source ends', async () => {
    const { engine } = engineOf();
    let ended = 0;
    const stream = await open(engine, `ends-${kind}`, [], () => (ended += 1));
    const last = stream.next();
    await emit(`ends-${kind}`, 100);
    expect((await last).done).toBe(false);
    expect((await stream.next()).done).toBe(true);
    expect(ended).toBe(1);
  });

  it('can be ended while it waits for an event', async () => {
    const { engine } = engineOf();
    let ended = 0;
    const stream = await open(engine, `waits-${kind}`, [], () => (ended += 1));
    const pending = stream.next();
    await stream.return(undefined);
    expect((await pending).done).toBe(true);
    expect(ended).toBe(1);
  });
});

describe('a subscription', () => {
  it('that its subgraph refuses is answered with that error', async () => {
    const engine = createEngine({ supergraphSdl, dataSources: exampleSources().sources });
    const refused = 'subscription { refused { cursor } }';
    const result = await engine.subscribe({
      text: refused,
      document: parse(refused),
      context: {},
      eventContext: () => Promise.resolve({}),
    });
    expect(result).toMatchObject({ errors: [{ message: 'not you' }] });
  });

  it('is not served as a query', async () => {
    const engine = createEngine({ supergraphSdl, dataSources: exampleSources().sources });
    const result = await engine.execute({ text, document: parse(text), variables: { id: 'x' }, context: {} });
    expect(result.errors?.[0]?.message).toContain('WebSocket');
  });
});
