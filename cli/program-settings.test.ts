import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

const publicUrlOf = (url: string) => readSettings({ PESSCARA_PUBLIC_URL: url }).programs.publicUrl;

test('applications call back by https, or on this machine', () => {
  expect(publicUrlOf('https://hub.example.org/')).toBe('https://hub.example.org');
  for (const url of ['http://localhost:4000', 'http://127.0.0.1:4000', 'http://[::1]:4000'])
    expect(publicUrlOf(url)).toBe(url);
  for (const url of ['http://hub.example.org', 'http://10.0.0.1:4000', 'http://localhost.example.org'])
    expect(() => publicUrlOf(url), url).toThrow('PESSCARA_PUBLIC_URL: expected https://');
  expect(() => publicUrlOf('https://user@hub.example.org')).toThrow('PESSCARA_PUBLIC_URL: expected an address');
});
