import { readFileSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed resolvers for each subgraph, from its own SDL: `npm run codegen`. The result is committed and checked in CI. */
const names = ['assets', 'imaging', 'clinical', 'workflows', 'projects'] as const;

const config: CodegenConfig = {
  generates: Object.fromEntries(
    names.map((name) => [
      `subgraphs/${name}/resolvers.generated.ts`,
      {
        schema: `subgraphs/${name}/*.graphql`,
        plugins: ['typescript', 'typescript-resolvers'],
        config: {
          federation: true,
          useTypeImports: true,
          enumsAsTypes: true,
          strictScalars: true,
          skipTypename: true,
          contextType: '../../schema/subgraph.ts#HubContext',
          scalars: {
            ID: 'string',
            DateTime: 'Date',
            JSONObject: '../../core/json.ts#JsonObject',
            JSON: '../../core/json.ts#Json',
            TagValue: 'string | number | boolean',
            _FieldSet: 'unknown',
            federation__FieldSet: 'unknown',
          },
          mappers: mappersOf(name),
        },
      },
    ]),
  ),
};

/** The domain type behind each GraphQL type (mappers.json); a type without one is resolved from an object of its own shape. */
function mappersOf(name: (typeof names)[number]): Record<string, string> {
  return JSON.parse(readFileSync(new URL(`subgraphs/${name}/mappers.json`, import.meta.url), 'utf8')) as Record<
    string,
    string
  >;
}

export default config;
