import { describe, expect, it } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { setText } from '../dicom/values.ts';
import { echoInBytesOf } from './identity-echo.ts';
import { identifiedFile } from './testing/identified-file.ts';

const echoOf = (PatientID: string) =>
  echoInBytesOf(identifiedFile((made) => setText(made, 'PatientID', PatientID)).dataset);

describe("the patient's number in bytes", () => {
  it.each([
    ['DS', '-150.0050000\\12.50000', false],
    ['DS', '0\\ 50000 \\1', true],
    ['IS', '150000', false],
    ['IS', '50000', true],
    ['CS', 'X150000', true],
    ['UN', 'a50000b', true],
  ])('of VR %s in %s: %s', (vr, text, expected) => {
    expect(echoOf('50000')(Buffer.from(text), vr)).toBe(expected);
  });

  it('is found in numbers written as text only where it is one of them', () => {
    const number = fc.integer({ min: 10_000, max: 99_999_999 });
    fc.assert(
      fc.property(number, fc.array(fc.double({ noNaN: true }).map(String), { maxLength: 6 }), (id, values) => {
        const holds = echoOf(String(id));
        const others = values.filter((value) => value !== String(id));
        expect(holds(Buffer.from(others.join('\\')), 'DS')).toBe(false);
        expect(holds(Buffer.from([...others, `${String(id)} `].join('\\')), 'DS')).toBe(true);
      }),
    );
  });
});
