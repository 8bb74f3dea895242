import { nameId } from '../../core/ids.ts';

/** A UID under 2.25 (PS3.5 §B.2) made from the names: the same names always give the same UID. */
export function uidOf(...names: readonly string[]): string {
  return `2.25.${BigInt(`0x${nameId('synthetic', ...names).replaceAll('-', '')}`).toString()}`;
}
