/**
 * True for SOP Classes whose instances may be sent by C-STORE: the standard's storage classes (PS3.4 Annex B.5, which all begin alike but two
 * of radiotherapy), and every private class, of which nothing is known but that it is offered.
 */
export function isStorageClass(uid: string): boolean {
  if (!/^[0-9][0-9.]{0,63}$/.test(uid)) return false;
  if (!uid.startsWith('1.2.840.10008.')) return true;
  return uid.startsWith('1.2.840.10008.5.1.4.1.1.') || radiotherapy.has(uid);
}

const radiotherapy: ReadonlySet<string> = new Set(['1.2.840.10008.5.1.4.34.7', '1.2.840.10008.5.1.4.34.10']);
