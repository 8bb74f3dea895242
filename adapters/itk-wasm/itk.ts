import { readFileSync } from 'node:fs';

/** The part of ITK's image that is used here (itk-wasm's Image). */
export interface ItkImage {
  readonly imageType: {
    readonly dimension: number;
    readonly componentType: string;
    readonly pixelType: string;
    readonly components: number;
  };
  readonly size: readonly number[];
  readonly spacing: readonly number[];
  readonly origin: readonly number[];
  /** Row by row, one row an axis of the patient. */
  readonly direction: Float64Array;
  readonly data: ItkData;
  readonly metadata: Map<string, unknown>;
}

/** Typed arrays of numbers, or of big integers, alike. */
export interface ItkData extends ArrayLike<unknown> {
  readonly constructor: unknown;
}

interface ImageIo {
  readImageNode(path: string): Promise<ItkImage>;
  writeImageNode(image: ItkImage, path: string, options?: { readonly useCompression?: boolean }): Promise<void>;
}

const packageEntry = import.meta.resolve('@itk-wasm/image-io');
// Its types are those of the browser's entry, which need the DOM's.
const library = (await import(packageEntry)) as ImageIo;

export const readImageNode = (path: string): Promise<ItkImage> => library.readImageNode(path);
export const writeImageNode: ImageIo['writeImageNode'] = (image, path, options) =>
  library.writeImageNode(image, path, options);

/** Version of the npm package that holds ITK. */
export function itkVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', packageEntry), 'utf8')) as { version: string };
  return manifest.version;
}
