import { describe, expect, test } from 'vitest';
import { parseResource } from './resource-path.ts';

describe('parseResource', () => {
  test.each([
    ['studies', 'study', {}],
    ['series', 'series', {}],
    ['instances', 'instance', {}],
    ['studies/1.2/series', 'series', { study: '1.2' }],
    ['studies/1.2/instances', 'instance', { study: '1.2' }],
    ['studies/1.2/series/3/instances', 'instance', { study: '1.2', series: '3' }],
  ])('%s is a search', (path, level, scope) => {
    expect(parseResource(path)).toEqual({ kind: 'search', level, scope, path });
  });

  test.each([
    ['studies/1.2', 'instances', { study: '1.2' }],
    ['studies/1.2/metadata', 'metadata', { study: '1.2' }],
    ['studies/1.2/series/3/thumbnail', 'thumbnail', { study: '1.2', series: '3' }],
    ['studies/1.2/series/3/instances/4', 'instances', { study: '1.2', series: '3', instance: '4' }],
    ['studies/1.2/series/3/instances/4/rendered', 'rendered', { study: '1.2', series: '3', instance: '4' }],
    ['studies/1.2/series/3/instances/4/frames/1,2', 'frames', { study: '1.2', series: '3', instance: '4' }],
    ['studies/1.2/series/3/instances/4/frames/1/rendered', 'rendered', { study: '1.2', series: '3', instance: '4' }],
    ['studies/1.2/series/3/instances/4/bulkdata/7FE00010', 'bulkdata', { study: '1.2', series: '3', instance: '4' }],
    ['studies/1.2/series/3/instances/4/bulk/00420011', 'bulkdata', { study: '1.2', series: '3', instance: '4' }],
  ])('%s is retrieved', (path, part, scope) => {
    expect(parseResource(path)).toEqual({ kind: 'retrieve', part, scope, path });
  });

  test.each([
    '',
    '/studies',
    'patients',
    'studies/1.2/studies',
    'studies/1.2/frames/1',
    'studies/1.2/series/3/instances/4/frames',
    'studies/1.2/series/3/instances/4/bulkdata',
    'studies/1.2/series/3/instances/4/bulkdata/..',
    'studies/1.2/series/3/instances/4/bulkdata/../../../5',
    'studies/1.2/bulkdata//x',
    'studies/1.2/bulkdata/a b',
    'studies/1.2/instances/4',
    'studies/1.2/metadata/x',
    'series/1.2',
  ])('%s is nothing', (path) => {
    expect(parseResource(path)).toBeNull();
  });

  test.each([
    'studies/..',
    'studies/abc',
    'studies/1.2/series/x/metadata',
    'studies/1.2/series/3/instances/4/frames/a',
    'studies/1.2/series/3/instances/4/frames/0',
    'studies/1.2/series/3/instances/4/frames/1,0',
  ])('%s is refused', (path) => {
    expect(() => parseResource(path)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });
});
