import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { HubError } from '../../core/errors.ts';
import { noTracing } from '../../core/ports/tracing.ts';
import { inScope } from '../../core/telemetry/work-scope.ts';
import { createLogger } from './logger.ts';

function logger() {
  const lines: Record<string, unknown>[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
  const tracing = { ...noTracing, current: () => traceparent };
  return { lines, log: createLogger({ level: 'debug', role: 'worker', tracing, destination }) };
}

it('marks each line with the work that it belongs to', () => {
  const { log, lines } = logger();
  inScope({ requestId: 'r-1' }, () => log.info('one'));
  inScope({ queue: 'step', key: 'k', attempt: 2 }, () => log.info({ ms: 5 }, 'two'));
  log.info('three');
  expect(lines).toMatchObject([
    { role: 'worker', requestId: 'r-1', traceId: 'a'.repeat(32), msg: 'one' },
    { queue: 'step', key: 'k', attempt: 2, ms: 5, msg: 'two' },
    { msg: 'three' },
  ]);
  expect(lines[2]).not.toHaveProperty('requestId');
});

it('tells of an error what no patient is in', () => {
  const { log, lines } = logger();
  const database = Object.assign(new Error('invalid input syntax for type date: "Doe^Jane"'), {
    code: '22007',
    detail: 'Key (name)=(Doe^Jane) already exists',
    params: ['Doe^Jane'],
    query: "SELECT 'Doe^Jane'",
  });
  log.error({ err: new HubError('STEP_FAILED', 'the step failed', { name: 'Doe^Jane' }, { cause: database }) });
  let parsing: unknown;
  try {
    JSON.parse('Doe^Jane');
  } catch (error) {
    parsing = error;
  }
  log.error({ err: parsing });
  log.error({ err: 'Doe^Jane' });
  log.error({ err: new Error("ENOENT: no such file or directory, open '/scans/Doe^Jane.dcm'") });
  expect(lines).toHaveLength(4);
  expect(JSON.stringify(lines)).not.toContain('Doe');
  expect(lines[0]).toMatchObject({
    err: { code: 'STEP_FAILED', message: 'the step failed', cause: { code: '22007' } },
  });
});

it('leaves out what opens doors', () => {
  const { log, lines } = logger();
  log.info({ authorization: 'Bearer s3cret', req: { headers: { authorization: 'Bearer s3cret', cookie: 's3cret' } } });
  expect(JSON.stringify(lines)).not.toContain('s3cret');
});
