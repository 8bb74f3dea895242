import { builtinModules } from 'node:module';
import graphql from '@graphql-eslint/eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Config files whose tool reads a default export. */
const configFiles = ['*.config.{js,ts}', 'codegen.ts', '**/*.config.{js,ts}'];

/** Our own rule: whoever switches a rule off, or raises a limit, says why after `--`. */
const reasonedDirectives = {
  meta: {
    type: 'problem',
    messages: { reason: 'say why after `--`: /* eslint... rule -- because ... */' },
  },
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        if (/^\s*eslint(?!-enable)\b/.test(comment.value) && !/\s--\s+\S+/.test(comment.value)) {
          context.report({ loc: comment.loc, messageId: 'reason' });
        }
      }
    },
  }),
};

/** A subgraph's own SDL is its schema: the others' types are not in it. */
const subgraphNames = ['assets', 'imaging', 'clinical', 'workflows', 'projects'];

const selfExplaining = [
  '[type=/Definition$/][name.value=/^(Query|Mutation|Subscription|PageInfo)$|(Payload|Connection|Edge|Input|Filter)$/]',
  'ObjectTypeDefinition:has(Directive[name.value=key] > Argument[name.value=resolvable])',
];

// One for all of them: the plugin keeps the first that it is given, and finds a file's subgraph by the files of its schema.
const graphQLConfig = {
  projects: Object.fromEntries(subgraphNames.map((name) => [name, { schema: `./subgraphs/${name}/*.graphql` }])),
};

export default defineConfig(
  globalIgnores(['**/node_modules/', '.pesscara/', 'coverage/', 'tests/data/', 'schema/supergraph.graphql']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  {
    files: ['**/*.{ts,js,cjs}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { pesscara: { rules: { 'reasoned-directives': reasonedDirectives } } },
    rules: {
      'pesscara/reasoned-directives': 'error',
      // A prompt to split: a file that is better whole says so in a directive with its reason, and stays under 600.
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            ...builtinModules
              .filter((name) => !name.startsWith('node:'))
              .map((name) => ({ name, message: `write node:${name}` })),
            { name: 'fast-check', message: 'import fc from tests/support/fast-check.ts, which sets its seed' },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'named exports only: a thing has one name everywhere' },
        { selector: 'ExportAllDeclaration', message: 'no barrels: import from the file that holds it' },
      ],
      'no-console': 'error',
      eqeqeq: 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // `() => close()` where nothing is returned reads well, and can't be mistaken.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // The strings spread here are codes and tags, in ASCII.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // An adapter or a test double implements an asynchronous port also where its own work needs no await.
      '@typescript-eslint/require-await': 'off',
      // `{}` as a shared empty type, and generics used once for inference at a caller, say something here.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    // Codegen's style is not ours to judge; that it is up to date is `codegen:check`'s matter, that it compiles tsc's.
    files: ['**/*.generated.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: {
      'max-lines': 'off',
      'no-duplicate-imports': 'off',
      'pesscara/reasoned-directives': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-empty-object-type': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/consistent-type-exports': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
    },
  },
  {
    files: ['**/*.test.ts', '**/*.contract.ts', '**/*.e2e.ts', 'tests/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 600, skipBlankLines: true, skipComments: true }],
      // `expect(port.method)` and fakes made of bound methods are how vitest's matchers are written.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // JavaScript: the launcher that any Node must be able to read, and tool configs. Not in tsconfig, so without types.
    files: ['**/*.{js,cjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
    rules: {
      '@typescript-eslint/consistent-type-exports': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
    },
  },
  { files: configFiles, rules: { 'no-restricted-syntax': 'off' } },
  {
    // Programs talk to a terminal.
    files: ['cli/**', 'demo/**', 'scripts/**', 'bench/**', 'schema/write-supergraph.ts'],
    rules: { 'no-console': 'off' },
  },
  ...subgraphNames.map((name) => ({
    files: [`subgraphs/${name}/*.graphql`],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig },
    },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      // Every type and root field says what it is, but for those whose name says it all and for stubs of others' types.
      '@graphql-eslint/require-description': [
        'error',
        { types: true, DirectiveDefinition: true, rootField: true, ignoredSelectors: selfExplaining },
      ],
      // Short ones stand on one line in quotes, long ones in blocks.
      '@graphql-eslint/description-style': 'off',
      // Reads one file where a subgraph may have several; composition proves that every type exists.
      '@graphql-eslint/known-type-names': 'off',
      // Entities are reached through _entities, from other subgraphs.
      '@graphql-eslint/no-unreachable-types': 'off',
      // Edges, payloads and value objects (a diagnosis, a measurement) have no identity.
      '@graphql-eslint/strict-id-in-types': 'off',
      // Federation's references are fields like `Run.runId`, which are no repetition.
      '@graphql-eslint/no-typename-prefix': 'off',
    },
  })),
);
