/** The part of tesseract-wasm that is used: its own types are beside what its package.json exports. */
declare module 'tesseract-wasm' {
  export interface OCREngine {
    loadModel(model: Uint8Array): void;
    loadImage(image: { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }): void;
    clearImage(): void;
    /** Confidence is from 0 to 1. */
    getTextBoxes(unit: 'line' | 'word'): readonly {
      readonly rect: {
        readonly left: number;
        readonly top: number;
        readonly right: number;
        readonly bottom: number;
      };
      readonly confidence: number;
      readonly text: string;
    }[];
  }
  export function createOCREngine(options: { wasmBinary: Uint8Array }): Promise<OCREngine>;
}
