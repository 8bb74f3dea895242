import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { startSite } from '../cli/wire-site.ts';
import { parseMediaType, parseMultipart } from '../core/dicomweb/multipart.ts';
import { HubError } from '../core/errors.ts';
import type { PixelRenderer } from '../core/ports/pixel-renderer.ts';
import type { SiteFolder, SiteInstance } from '../core/ports/site-folder.ts';
import { dicomImage } from '../tests/support/dicom-image.ts';
import { serveSite, type RunningSite } from './serve-site.ts';

let site: RunningSite | null = null;
afterEach(async () => {
  await site?.close(0);
  site = null;
});

describe('what cannot be sent', () => {
  const told: string[] = [];
  const path = '/studies/1.1/series/1.1.1/instances/1.1.1.1';
  const indexed: SiteInstance = {
    ...{ studyInstanceUID: '1.1', seriesInstanceUID: '1.1.1', sopInstanceUID: '1.1.1.1' },
    ...{ transferSyntaxUID: '1.2.840.10008.1.2.1', frameCount: 1, isPart10: true, path: '/x', sizeBytes: 20_000 },
    stamp: { sizeBytes: 20_000, modifiedMs: 1, changedMs: 1 },
    metadata: () => '{}',
  };
  /** A site whose only instance has the content that is given: chunks, and then an error. */
  const serve = async (
    error: Error | null,
    chunks: readonly Uint8Array[] = [],
    changes: Partial<SiteInstance> = {},
    renderer: Partial<PixelRenderer> = {},
    count = 1,
  ) => {
    told.length = 0;
    const instance = { ...indexed, ...changes };
    async function* content() {
      for (const chunk of chunks) yield await Promise.resolve(chunk);
      if (error) throw error;
    }
    const folder: Partial<SiteFolder> = {
      instances: () => Promise.resolve(Array.from({ length: count }, () => instance)),
      locate: () => Promise.resolve(instance),
      content,
      close: () => Promise.resolve(),
    };
    site = await serveSite({
      ...{ folder: folder as SiteFolder, renderer: { ...renderer, close: () => Promise.resolve() } as PixelRenderer },
      ...{ host: '127.0.0.1', port: 0, token: null, log: (message: string) => told.push(message) },
    });
    return (accept: string, method = 'GET', of = path) =>
      fetch(`${site?.url ?? ''}${of}`, { method, headers: { accept }, signal: AbortSignal.timeout(10_000) });
  };
  const accepts = ['application/dicom', 'multipart/related; type="application/dicom"'];
  const unavailable = () => new HubError('UNAVAILABLE', 'the file is being changed');

  test.each(accepts)('has its status when it fails before its first byte: %s', async (accept) => {
    const get = await serve(unavailable());
    const reply = await get(accept);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([503, 'application/json; charset=utf-8']);
    expect(await reply.json()).toEqual({ code: 'UNAVAILABLE', message: 'the file is being changed' });
    expect(told).toEqual([]);
  });

  test('has its status when the file of old that was to be completed is none', async () => {
    const get = await serve(null, [Buffer.from('no image')], { isPart10: false });
    const reply = await get('application/dicom');
    expect([reply.status, await reply.json()]).toMatchObject([422, { code: 'NOT_DICOM' }]);
  });

  test.each(accepts)('by a fault of the site is 500, and told: %s', async (accept) => {
    const get = await serve(new TypeError('fault'));
    const reply = await get(accept);
    expect([reply.status, await reply.json()]).toMatchObject([500, { code: 'INTERNAL_SERVER_ERROR' }]);
    expect(told).toEqual([expect.stringContaining('fault: TypeError')]);
  });

  test.each(accepts)('for what would be no header is answered, and told: %s', async (accept) => {
    const get = await serve(null, [Buffer.alloc(20_000)], { transferSyntaxUID: '1.2.840.10008.1.2.1\n' });
    const reply = await get(accept);
    const body = Buffer.from(await reply.arrayBuffer());
    expect(reply.status).toBe(500);
    expect(JSON.parse(body.toString())).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(told).toHaveLength(1);
  });

  test.each(accepts)('any more is cut short, and told: %s', async (accept) => {
    const get = await serve(unavailable(), [Buffer.alloc(10_000)]);
    const reply = await get(accept);
    expect(reply.status).toBe(200);
    await expect(reply.arrayBuffer()).rejects.toThrow();
    expect(told).toEqual([expect.stringMatching(cutShort(reply))]);
  });

  /** What the log says of an answer that was cut short. */
  const cutShort = (reply: Response): string =>
    `^warn: request ${reply.headers.get('x-request-id') ?? 'without an id'} was cut short: HubError UNAVAILABLE( at .*)?$`;

  test.each([
    ['frames', `${path}/frames/1,2`, '*/*'],
    ['pictures', '/studies/1.1/rendered', '*/*'],
  ])('any more is cut short, and told: %s', async (_, of, accept) => {
    const isRead = Promise.withResolvers<undefined>();
    const bytes = async ({ frame }: { readonly frame: number }) => {
      if (frame === 1) return Buffer.alloc(10_000);
      await isRead.promise;
      throw new HubError('UNAVAILABLE', 'the file of Doe^Jane is being changed');
    };
    const get = await serve(null, [], { frameCount: 2 }, { frame: bytes, render: bytes });
    const reply = await get(accept, 'GET', of);
    expect(reply.status).toBe(200);
    isRead.resolve(undefined);
    await expect(reply.arrayBuffer()).rejects.toThrow();
    expect(told).toEqual([expect.stringMatching(cutShort(reply))]);
  });

  test('any more is cut short, and told: metadata', async () => {
    let asked = 0;
    const metadata = () => {
      asked += 1;
      // More than waits in the site's memory, so that the answer has begun before the next.
      if (asked === 1) return JSON.stringify({ '00081030': { vr: 'LO', Value: ['x'.repeat(1_000_000)] } });
      throw unavailable();
    };
    const get = await serve(null, [], { metadata }, {}, 2);
    const reply = await get('*/*', 'GET', `${path}/metadata`);
    expect(reply.status).toBe(200);
    await expect(reply.arrayBuffer()).rejects.toThrow();
    expect(told).toEqual([expect.stringMatching(cutShort(reply))]);
  });

  test('is not looked for by who asks for the head alone', async () => {
    const get = await serve(unavailable());
    const reply = await get('application/dicom', 'HEAD');
    expect([reply.status, reply.headers.get('content-length')]).toEqual([200, '20000']);
    expect(told).toEqual([]);
  });
});

describe('files of more than one chunk, or of nearly one', () => {
  /** Pixels that no other seed has, and that don't repeat. */
  const noise = (seed: number) => {
    let state = seed;
    return () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 20;
    };
  };
  const make = (study: string, count: number, size: number) =>
    Array.from({ length: count }, (_, n) =>
      Buffer.from(
        dicomImage({
          ...{ study, series: `${study}.1`, instance: `${study}.1.${String(n + 1)}`, size },
          ...{ pixel: noise(Number(study.slice(2)) * 1000 + n), text: { InstanceNumber: String(n + 1) } },
        }),
      ),
    );
  /** More than the system's buffers of a connection hold, so that a reader who pauses has bytes wait in the site's memory. */
  const studies = new Map([
    ['1.1', make('1.1', 60, 316)],
    ['1.2', make('1.2', 6, 1240)],
  ]);
  const check = async (study: string, contentType: string, body: AsyncIterable<Uint8Array>) => {
    const boundary = parseMediaType(contentType).parameters.get('boundary') ?? '';
    const files = studies.get(study) ?? [];
    let at = 0;
    for await (const part of parseMultipart(body, boundary, { maxPartBytes: 1e9 })) {
      expect([study, at, Buffer.compare(part.body, files[at] ?? Buffer.alloc(0))]).toEqual([study, at, 0]);
      at += 1;
    }
    expect(at).toBe(files.length);
  };

  test('come whole to many at once, also to who pauses while others read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pesscara-site-'));
    try {
      for (const [study, files] of studies) {
        await mkdir(join(folder, study));
        for (const [n, bytes] of files.entries()) await writeFile(join(folder, study, String(n)), bytes);
      }
      const { url } = (site = await startSite({ folder, host: '127.0.0.1', port: 0, token: null }));
      const read = async (study: string) => {
        const reply = await fetch(`${url}/studies/${study}`);
        await check(study, reply.headers.get('content-type') ?? '', reply.body as AsyncIterable<Uint8Array>);
      };
      const readSingle = async (study: string, n: number) => {
        const address = `${url}/studies/${study}/series/${study}.1/instances/${study}.1.${String(n + 1)}`;
        const reply = await fetch(address, { headers: { accept: 'application/dicom' } });
        const bytes = Buffer.from(await reply.arrayBuffer());
        expect([study, n, Buffer.compare(bytes, studies.get(study)?.[n] ?? Buffer.alloc(0))]).toEqual([study, n, 0]);
      };
      // Answers that have begun, and of which no more is read than the system takes.
      const pause = (study: string) =>
        new Promise<IncomingMessage>((resolve, reject) => {
          httpGet(`${url}/studies/${study}`, { agent: false }, resolve).on('error', reject);
        });
      const all = [...studies.keys()];
      const paused = new Map(await Promise.all(all.map(async (study) => [study, await pause(study)] as const)));
      for (let round = 0; round < 2; round += 1)
        await Promise.all([...all.map(read), ...all.map(read), ...[0, 1, 2].map((n) => readSingle('1.2', n))]);
      for (const [study, reply] of paused) await check(study, reply.headers['content-type'] ?? '', reply);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
