/** `npm run compose`: writes supergraph.graphql; with `--check`, fails when the committed one differs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeSupergraph } from './compose.ts';
import { readTypeDefs } from './subgraph.ts';

const root = join(import.meta.dirname, '..');
const path = join(import.meta.dirname, 'supergraph.graphql');
const names = ['assets', 'imaging', 'clinical', 'workflows', 'projects'];
const sdl = composeSupergraph(names.map((name) => ({ name, typeDefs: readTypeDefs(join(root, 'subgraphs', name)) })));

if (process.argv.includes('--check')) {
  if (readFileSync(path, 'utf8') !== sdl) {
    console.error('schema/supergraph.graphql is out of date: run `npm run compose` and commit it');
    process.exitCode = 1;
  }
} else {
  writeFileSync(path, sdl);
}
