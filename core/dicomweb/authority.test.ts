import { expect, test } from 'vitest';
import { authorityOf } from './authority.ts';

test.each([
  ['127.0.0.1', '127.0.0.1', '127.0.0.1:4000'],
  ['localhost', '127.0.0.1', 'localhost:4000'],
  ['LocalHost', '::1', 'LocalHost:4000'],
  ['[::1]', '::1', '[::1]:4000'],
  ['10.1.2.3', '::ffff:10.1.2.3', '10.1.2.3:4000'],
  ['127.0.0.1:4000', '127.0.0.1', '127.0.0.1:4000'],
  ['127.0.0.1:9999', '127.0.0.1', '127.0.0.1:9999'],
  ['hub.example', '127.0.0.1', 'hub.example'],
  ['localhost', '10.1.2.3', 'localhost'],
])('a client that says %s and called %s has reached %s', (host, localAddress, reached) => {
  expect(authorityOf({ host, headers: {}, socket: { localAddress, localPort: 4000 } })).toBe(reached);
});

test('what came through a proxy has the port that the client wrote', () => {
  for (const name of ['x-forwarded-proto', 'x-forwarded-for'])
    expect(
      authorityOf({
        host: 'localhost',
        headers: { [name]: 'x' },
        socket: { localAddress: '127.0.0.1', localPort: 4000 },
      }),
    ).toBe('localhost');
});
