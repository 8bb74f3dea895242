/** `npm run codegen:check`: fails when a committed `*.generated.ts` isn't what codegen makes of the SDL now. */
import { existsSync, readFileSync } from 'node:fs';
import { generate } from '@graphql-codegen/cli';
import config from '../codegen.ts';

const files = (await generate({ ...config, silent: true }, false)) as readonly { filename: string; content: string }[];
const stale = files.filter(
  ({ filename, content }) => !existsSync(filename) || readFileSync(filename, 'utf8').trim() !== content.trim(),
);
for (const { filename } of stale) console.error(`${filename} is out of date: run npm run codegen and commit it`);
if (files.length === 0) console.error('codegen made nothing');
if (files.length === 0 || stale.length > 0) process.exitCode = 1;
