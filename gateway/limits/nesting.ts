import { Lexer, Source, TokenKind } from 'graphql';

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * How deep brackets stand within brackets in the text's first `maxTokens` tokens. Read token by token: a parser goes down by recursion,
 * and so does all that looks at a document after it, so a text of a few kilobytes could exhaust the stack.
 * @throws GraphQLError for text that is not GraphQL
 */
export function nestingOf(text: string, maxTokens: number): number {
  const lexer = new Lexer(new Source(text));
  let open = 0;
  let deepest = 0;
  for (let count = 0; count < maxTokens && lexer.advance().kind !== TokenKind.EOF; count += 1) {
    const { kind } = lexer.token;
    if (opening.has(kind)) open += 1;
    else if (closing.has(kind)) open -= 1;
    deepest = Math.max(deepest, open);
  }
  return deepest;
}
