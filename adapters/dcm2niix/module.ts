import { readFileSync } from 'node:fs';

/** The part of Emscripten's module that is used here. */
export interface Dcm2niixModule {
  readonly FS: {
    mkdir(path: string): void;
    writeFile(path: string, content: Uint8Array): void;
    readFile(path: string): Uint8Array;
    readdir(path: string): string[];
  };
  callMain(args: readonly string[]): number;
}

/** The part of the WebAssembly interface that is used here: its types come with the DOM's, which Node programs don't load. */
interface WasmApi {
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Instance: new (module: WasmModule, imports: object) => object;
}
interface WasmModule {
  readonly [Symbol.toStringTag]?: string;
}
const { Module, Instance } = (globalThis as unknown as { WebAssembly: WasmApi }).WebAssembly;

interface Options {
  readonly noInitialRun: boolean;
  /** Synchronous: this build does not wait for an answer that comes later. */
  readonly instantiateWasm: (imports: object, receive: (instance: object, module: WasmModule) => unknown) => unknown;
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
}

type Factory = (options: Options) => Promise<Dcm2niixModule>;

// The package is made for browsers and exports only its browser worker; the files beside that run in Node as they are.
const packageEntry = import.meta.resolve('@niivue/dcm2niix');

/** Version of the npm package that holds dcm2niix. */
export function dcm2niixVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', packageEntry), 'utf8')) as { version: string };
  return manifest.version;
}

let compiled: WasmModule | null = null;

/** A fresh instance of dcm2niix; the first call compiles it. `onLine` gets what it writes. */
export async function loadDcm2niix(onLine: (line: string) => void): Promise<Dcm2niixModule> {
  const { default: create } = (await import(new URL('./dcm2niix.jpeg.js', packageEntry).href)) as { default: Factory };
  const wasm = (compiled ??= new Module(readFileSync(new URL('./dcm2niix.jpeg.wasm', packageEntry))));
  return create({
    noInitialRun: true,
    instantiateWasm: (imports, receive) => receive(new Instance(wasm, imports), wasm),
    print: onLine,
    printErr: onLine,
  });
}
