import { createRequire } from 'node:module';

/** What our tests use of dcmjs, which comes without types. */
interface Dcmjs {
  readonly data: {
    readonly DicomMessage: {
      readFile(bytes: ArrayBuffer): {
        readonly dict: Readonly<Record<string, { readonly Value: readonly unknown[] } | undefined>>;
      };
    };
    readonly DicomMetaDictionary: { readonly nameMap: Readonly<Record<string, { readonly tag: string } | undefined>> };
  };
}

/** Another reader of DICOM, to compare with. */
export const dcmjs = createRequire(import.meta.url)('dcmjs') as Dcmjs;
