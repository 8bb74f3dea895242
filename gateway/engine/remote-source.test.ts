import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PlannedOperation } from './prepared-operation.ts';
import { RemoteSource } from './remote-source.ts';
import type { SubgraphRequest } from './subgraph-source.ts';

/** A server that keeps each request until the test answers it. */
const waiting: { readonly body: string; readonly response: ServerResponse }[] = [];
let arrived = 0;
const server = createServer((request, response) => {
  void readText(request).then((body) => {
    waiting.push({ body, response });
    arrived += 1;
    server.emit('arrived');
  });
});
let url: string;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/graphql`;
});
beforeEach(() => {
  waiting.length = 0;
  arrived = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function arrivals(count: number): Promise<void> {
  while (arrived < count) await once(server, 'arrived');
}
function answerAll(body = '{"data":{"n":{"list":[1]}}}'): void {
  for (const { response } of waiting.splice(0)) {
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  }
}

function request(
  kind: 'query' | 'mutation',
  variables: Record<string, unknown>,
  authorization: string,
): SubgraphRequest {
  const text = `${kind} { n }`;
  const operation = new PlannedOperation({
    kind: 'Fetch',
    serviceName: 's',
    operation: text,
    operationName: undefined,
    operationKind: kind as never,
  });
  return { operation, variables, context: {}, headers: { authorization }, signal: new AbortController().signal };
}

describe('a remote source', () => {
  it('sends equal queries of one caller once while they are under way, and gives each an answer of its own', async () => {
    const source = new RemoteSource({ name: 's', url });
    const both = [source.execute(request('query', { a: 1 }, 'x')), source.execute(request('query', { a: 1 }, 'x'))];
    await arrivals(1);
    answerAll();
    const [one, two] = await Promise.all(both);
    expect(one).toEqual(two);
    expect(one?.data).not.toBe(two?.data);
    expect(arrived).toBe(1);
    const later = source.execute(request('query', { a: 1 }, 'x'));
    await arrivals(2);
    answerAll();
    await later;
    await source.close();
  });

  it('shares nothing between callers, other variables, or mutations', async () => {
    const source = new RemoteSource({ name: 's', url });
    const all = [
      source.execute(request('query', { a: 1 }, 'x')),
      source.execute(request('query', { a: 1 }, 'y')),
      source.execute(request('query', { a: 2 }, 'x')),
      source.execute(request('mutation', { a: 1 }, 'x')),
      source.execute(request('mutation', { a: 1 }, 'x')),
    ];
    await arrivals(5);
    answerAll();
    await Promise.all(all);
    expect(arrived).toBe(5);
    await source.close();
  });

  it('asks anew after a mutation, so that a caller reads what it wrote', async () => {
    const source = new RemoteSource({ name: 's', url });
    const before = source.execute(request('query', { a: 1 }, 'x'));
    await arrivals(1);
    source.forgetPending();
    const after = source.execute(request('query', { a: 1 }, 'x'));
    await arrivals(2);
    answerAll();
    await Promise.all([before, after]);
    await source.close();
  });

  it('refuses an answer that is too large', async () => {
    const source = new RemoteSource({ name: 's', url, maxAnswerBytes: 100 });
    const answer = source.execute(request('query', {}, 'x'));
    await arrivals(1);
    answerAll(`{"data":{"n":"${'x'.repeat(200)}"}}`);
    await expect(answer).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await source.close();
  });

  it('gives up on a subgraph that does not answer, and aborts a mutation nobody waits for', async () => {
    const source = new RemoteSource({ name: 's', url, timeoutMs: 50 });
    await expect(source.execute(request('query', {}, 'x'))).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    const controller = new AbortController();
    const aborted = source.execute({ ...request('mutation', {}, 'x'), signal: controller.signal });
    await arrivals(2);
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await expect(
      new RemoteSource({ name: 's', url: 'http://127.0.0.1:1/' }).execute(request('query', {}, 'x')),
    ).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      message: 'subgraph s did not answer',
    });
  });
});
