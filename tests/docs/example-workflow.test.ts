import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { defaultWorkflow } from '../../core/workflows/default-workflow.ts';

it('docs/examples/series-volumes.json is the workflow that the demo writes', () => {
  const text = readFileSync(new URL('../../docs/examples/series-volumes.json', import.meta.url), 'utf8');
  expect(JSON.parse(text)).toEqual({ $schema: '../../schema/workflow.schema.json', ...defaultWorkflow });
});
