import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

const whole = {
  PESSCARA_KUBERNETES_URL: 'https://10.0.0.1:6443/k8s/',
  PESSCARA_KUBERNETES_CLAIM: 'exchange',
  PESSCARA_KUBERNETES_FOLDER: '/exchange',
};
const settingsOf = (more: Record<string, string>) => readSettings({ ...whole, ...more }).programs.kubernetes;

test('knows a cluster by its address, claim and folder', () => {
  expect(settingsOf({ PESSCARA_KUBERNETES_TOKEN_FILE: '/t', PESSCARA_KUBERNETES_CA_FILE: '/ca' })).toEqual({
    url: 'https://10.0.0.1:6443/k8s',
    tokenFile: '/t',
    caFile: '/ca',
    namespace: 'pesscara',
    claim: 'exchange',
    folder: '/exchange',
  });
  expect(readSettings({}).programs.kubernetes).toBeNull();
});

test('refuses a part of it, and a token that anybody on the way could read', () => {
  expect(() => settingsOf({ PESSCARA_KUBERNETES_CLAIM: '' })).toThrow('expected all of them, or none');
  expect(() => settingsOf({ PESSCARA_KUBERNETES_NAMESPACE: 'a/b' })).toThrow('PESSCARA_KUBERNETES_NAMESPACE: expected');
  const plain = { PESSCARA_KUBERNETES_TOKEN_FILE: '/t', PESSCARA_KUBERNETES_URL: 'http://cluster.example.org' };
  expect(() => settingsOf(plain)).toThrow('expected https://');
  expect(settingsOf({ ...plain, PESSCARA_KUBERNETES_URL: 'http://127.0.0.1:8001' })).not.toBeNull();
});
