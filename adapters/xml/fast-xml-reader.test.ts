import { describe, expect, it } from 'vitest';
import { HubError } from '../../core/errors.ts';
import { fastXmlReader } from './fast-xml-reader.ts';

const refusalOf = (text: string): string => {
  try {
    fastXmlReader.read(text, 'input.script');
  } catch (caught) {
    if (caught instanceof HubError && caught.code === 'BAD_USER_INPUT') return caught.message;
    throw caught;
  }
  return '';
};

describe('fastXmlReader', () => {
  it('reads elements with attributes, text and line', () => {
    const root = fastXmlReader.read(
      '<?xml version="1.0"?>\n<a>\n  <b t="1" n="x&amp;y">one &lt; two</b>\r\n<!-- no -->\n<c/></a>',
      'x',
    );
    expect([root.name, root.line, root.children.map(({ name, line }) => [name, line])]).toEqual([
      'a',
      2,
      [
        ['b', 3],
        ['c', 5],
      ],
    ]);
    const [b] = root.children;
    expect([b?.text, b?.attributes.get('t'), b?.attributes.get('n')]).toEqual(['one < two', '1', 'x&y']);
  });

  it('refuses what could fetch a file or grow without end, before it is parsed', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>';
    const outside = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>';
    expect(refusalOf(bomb)).toBe('input.script: expected XML without a document type');
    expect(refusalOf(outside)).toBe('input.script: expected XML without a document type');
    expect(refusalOf(`<a>${'x'.repeat(5_000_000)}</a>`)).toContain('at most');
  });

  it('refuses what is not well formed, with the line', () => {
    expect(refusalOf('<a>\n<b></a>')).toMatch(/^input.script: expected well-formed XML \(line 2/);
    expect(refusalOf('')).not.toBe('');
    expect(refusalOf('just text')).not.toBe('');
  });
});
