import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An example query: a tab of the page, and something for any client to run as it is. */
export interface ExampleQuery {
  readonly title: string;
  readonly query: string;
  /** JSON text of its variables; '' without any. */
  readonly variables: string;
}

const folder = join(import.meta.dirname, 'examples');

/** The example queries, in order of their files' names. The title is the comment on a file's first line. */
export async function readExamples(): Promise<readonly ExampleQuery[]> {
  const names = (await readdir(folder)).toSorted();
  const queries = names.filter((name) => name.endsWith('.graphql'));
  return Promise.all(
    queries.map(async (name) => {
      const query = await readFile(join(folder, name), 'utf8');
      const variablesName = name.replace('.graphql', '.variables.json');
      const variables = names.includes(variablesName) ? await readFile(join(folder, variablesName), 'utf8') : '';
      return { title: query.slice(0, query.indexOf('\n')).replace(/^# */, ''), query, variables: variables.trim() };
    }),
  );
}
