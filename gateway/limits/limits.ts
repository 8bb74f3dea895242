/**
 * What one operation may ask for. All of them act on the text of the operation, before it is validated or planned,
 * so that nothing costly is done for an operation that is refused.
 */
export interface Limits {
  /** Characters of the text. @default 200000 */
  readonly maxTextLength: number;
  /** Lexical tokens in the document. @default 5000 */
  readonly maxTokens: number;
  /** Brackets within brackets, of all kinds: what programs that go down a document by recursion can take. @default 200 */
  readonly maxNesting: number;
  /** Fields within fields, counted through fragments. GraphiQL's introspection has 13. @default 20 */
  readonly maxDepth: number;
  /** Fields after every fragment is expanded where it is spread: what the planner has to look at. @default 1000 */
  readonly maxFields: number;
  /**
   * Values that the answer may hold at most, as far as the text tells: each field counts 1, and what is selected in a list
   * with a `first`, `last` or `limit` argument counts that many times. @default 200000
   */
  readonly maxCost: number;
  /** What a `first` counts at most, as subgraphs cap their pages. @default 1000 */
  readonly maxListFactor: number;
  /** Aliased fields after expansion. @default 100 */
  readonly maxAliases: number;
  /** Fields of Query, Mutation or Subscription in one operation. @default 30 */
  readonly maxRootFields: number;
  /** Fragment definitions in the document. @default 50 */
  readonly maxFragments: number;
  /** Fragment spreads after expansion. @default 200 */
  readonly maxSpreads: number;
  /** Directives in the document. @default 50 */
  readonly maxDirectives: number;
}

export const defaultLimits: Limits = {
  maxTextLength: 200_000,
  maxTokens: 5000,
  maxNesting: 200,
  maxDepth: 20,
  maxFields: 1000,
  maxCost: 200_000,
  maxListFactor: 1000,
  maxAliases: 100,
  maxRootFields: 30,
  maxFragments: 50,
  maxSpreads: 200,
  maxDirectives: 50,
};
