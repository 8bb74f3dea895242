/**
 * The rules of the house (docs/architecture.md), as dependency-cruiser 18 checks them: `npm run boundaries`.
 * Tests (and what only they use, in testing/) may import anything, so they are judged only for cycles and for what they name that is not there.
 */
const tests = '(\\.(test|contract|e2e)\\.ts$|^tests/|/testing/|^adapters/[^/]+/test-)';

/** What reaches outside: databases, archives, codecs, key formats. Only an adapter may know one. */
const drivers = [
  '@electric-sql/pglite',
  '@itk-wasm/image-io',
  '@niivue/dcm2niix',
  '@node-rs/argon2',
  'dcmjs',
  'dcmjs-codecs',
  'dicomweb-client',
  'jose',
  'pg',
  'neo4j-driver',
  'bull',
  'ioredis',
  'nodemailer',
  '@aws-sdk/[^/]+',
  '@opentelemetry/[^/]+',
  'prom-client',
  'client-zip',
  'fast-xml-parser',
  'yauzl',
];
const driverPath = `node_modules/(${drivers.join('|')})/`;

/** Folders that compose the whole; nothing may lean on them. */
const roots = '^(cli|demo)/';

module.exports = {
  forbidden: [
    {
      name: 'core-is-pure',
      comment: 'Core knows only itself and Node: the domain must outlive every library and every adapter.',
      severity: 'error',
      from: { path: '^core/', pathNot: tests },
      to: { pathNot: '^core/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'adapters-know-core',
      comment: 'An adapter implements a port of core; it knows neither faces nor roots.',
      severity: 'error',
      from: { path: '^adapters/', pathNot: tests },
      to: { path: '^(gateway|subgraphs|workers|schema|site|cli|demo|clients|bench|scripts|tests)/' },
    },
    {
      name: 'adapters-are-islands',
      comment: 'One adapter never imports another: each can be replaced alone.',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/', pathNot: tests },
      to: { path: '^adapters/', pathNot: '^adapters/$1/' },
    },
    {
      name: 'drivers-in-adapters',
      comment: 'A driver or codec is imported in adapters alone; everyone else speaks to a port.',
      severity: 'error',
      from: { pathNot: ['^adapters/', '^(bench|node_modules)/', tests] },
      to: { path: driverPath },
    },
    {
      name: 'subgraphs-know-core-and-schema',
      comment: 'A resolver is thin: it reads the context and calls a use case.',
      severity: 'error',
      from: { path: '^subgraphs/', pathNot: tests },
      to: { path: '^(adapters|gateway|workers|site|cli|demo|clients|bench|scripts|tests)/' },
    },
    {
      name: 'subgraphs-are-islands',
      comment: 'A subgraph asks another through the graph, or reacts to an event.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/', pathNot: tests },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'workers-know-core',
      comment: 'A worker hands its job to a use case of core.',
      severity: 'error',
      from: { path: '^workers/', pathNot: tests },
      to: { path: '^(adapters|gateway|subgraphs|site|cli|demo|clients|bench|scripts|tests)/' },
    },
    {
      name: 'gateway-knows-sdl-and-executors',
      comment: 'The gateway serves any supergraph: subgraphs come to it as SDL and executors.',
      severity: 'error',
      from: { path: '^gateway/', pathNot: tests },
      to: { path: '^(adapters|subgraphs|workers|site|cli|demo|clients|bench|scripts|tests)/' },
    },
    {
      name: 'site-stands-alone',
      comment: 'A site runs at a hospital, without the hub: it knows core, and gets its adapters handed in.',
      severity: 'error',
      from: { path: '^site/', pathNot: tests },
      to: { path: '^(adapters|gateway|subgraphs|workers|schema|cli|demo|clients|bench|scripts|tests)/' },
    },
    {
      name: 'schema-knows-no-face',
      comment: 'The contract reads SDL files; whoever implements them imports it, never the other way round.',
      severity: 'error',
      from: { path: '^schema/', pathNot: tests },
      to: { path: '^(adapters|gateway|subgraphs|workers|site|cli|demo|clients|bench|scripts|tests)/' },
    },
    {
      name: 'nobody-leans-on-roots',
      comment: 'cli/ and demo/ put the whole together; a part that needs them could not stand without the whole.',
      severity: 'error',
      from: { pathNot: [roots, '^(bench|scripts)/', tests] },
      to: { path: roots },
    },
    {
      name: 'wiring-in-one-place',
      comment: 'cli/wire*.ts is where ports meet adapters; commands get what it made.',
      severity: 'error',
      from: { path: '^cli/', pathNot: ['^cli/wire', tests] },
      to: { path: '^adapters/' },
    },
    {
      name: 'clients-see-the-public-door',
      comment: 'A client knows only what is served.',
      severity: 'error',
      from: { path: '^clients/' },
      to: { path: '^[^/]+/', pathNot: ['^clients/', '^node_modules/'] },
    },
    {
      name: 'nobody-imports-tests',
      comment: 'What ships never leans on a test or its data.',
      severity: 'error',
      // The check compares the compose file with what tests ask of their servers.
      from: { pathNot: [tests, '^bench/', '^scripts/check-services\\.ts$'] },
      to: { path: tests },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import of something that is not there.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'A package that only a dependency brings may be gone tomorrow: declare it.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-packages-at-run-time',
      comment: 'A hub installed with --omit=dev must start.',
      severity: 'error',
      from: { path: '^(core|adapters|gateway|subgraphs|workers|site|cli|demo)/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(tests/data|bench/node_modules|clients/[^/]+/(dist|\\.venv))/' },
    // One package.json counts for all: cli/ is a workspace only so that npx finds its command.
    combinedDependencies: true,
    // Types too: a boundary crossed by a type is crossed.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.d.ts', '.json'],
    },
  },
};
