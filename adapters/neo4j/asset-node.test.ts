import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { indexedProperties, propertyKey } from './asset-node.ts';

test('what is taken to be indexed is what the migration makes indexes for', () => {
  const script = readFileSync(join(import.meta.dirname, 'migrations', '168-order.cypher'), 'utf8');
  const indexed = [...script.matchAll(/\(a\.projectId, a\.level, a\.(p_\w+), a\.id\)/g)].map(([, key]) => key);
  expect(indexed).toEqual(indexedProperties.map(propertyKey));
});
