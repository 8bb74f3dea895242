/** One call of CTP's function language. `name` is `text` for text (the first argument), '' for what is more than one call. */
export interface CtpCall {
  readonly name: string;
  readonly args: readonly string[];
}

/**
 * The call that an element's script is. Parameters (`@NAME`, `@param(@NAME)`) are put in their places; `@always()` before anything
 * is left out; nothing, `@blank(n)` and `@empty()` all are `empty`.
 */
export function readCtpCall(script: string, parameters: ReadonlyMap<string, string>): CtpCall {
  const text = script.replace(/^@always\(\s*\)/, '').trim();
  if (text === '') return { name: 'empty', args: [] };
  const filled = text.replace(/@param\(\s*@?(\w+)\s*\)/g, (whole, name: string) => parameters.get(name) ?? whole);
  if (!filled.includes('@')) return { name: 'text', args: [filled] };
  const [, name = '', inner = ''] = /^@([a-z]+)\(([^(){}]*)\)$/.exec(filled) ?? [];
  if (name === 'blank') return { name: 'empty', args: [] };
  const args = inner.split(',').map((argument) => {
    const bare = argument.trim().replace(/^"(.*)"$/, '$1');
    return bare.startsWith('@') ? (parameters.get(bare.slice(1)) ?? bare) : bare;
  });
  return { name, args: inner.trim() === '' ? [] : args };
}
