import { expect, it } from 'vitest';
import { cleanDescriptor } from './descriptor-terms.ts';

it.each([
  ['t1_se_tra_KM', 't1_se_tra_KM'],
  ['t2_tirm_tra_dark-fluid', 't2_tirm_tra_dark-fluid'],
  ['AX T1 POST GD', 'AX T1 POST GD'],
  ['AX T2 FLAIR', 'AX T2 FLAIR'],
  ['Apparent Diffusion Coefficient (mm2/s)', 'Apparent Diffusion Coefficient mm2/s'],
  ['SAG T1+C', 'SAG T1+C'],
  ['DWI b1000 5mm', 'DWI b1000 5mm'],
  ['MRI brain of Jane Smith 12345678', 'MRI brain of'],
  ['Müller, Hans: CT Thorax', 'CT Thorax'],
  ['SMITH^JOHN', ''],
  ['1962-04-17', ''],
  ['Dr C', ''],
  ['', ''],
])('keeps of %j the terms %j', (text, expected) => {
  expect(cleanDescriptor(text)).toBe(expected);
});

it("drops the patient's own name where it is a term", () => {
  expect(cleanDescriptor('CT chest LONG', new Set(['LONG', 'JANE']))).toBe('CT chest');
});
