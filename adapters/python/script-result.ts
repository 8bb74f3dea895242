import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { HubError } from '../../core/errors.ts';
import { canonicalJson, type JsonObject } from '../../core/json.ts';
import type { StepOutcome, StepOutput } from '../../core/ports/step-executor.ts';
import { valuesOf } from '../../core/workflows/biomarkers.ts';

const maxResultBytes = 10_000_000;
const word = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "1 to 64 letters, digits, '.', '_' or '-'");

const resultSchema = z.strictObject({
  outputs: z
    .array(
      z.strictObject({
        kind: word,
        role: word.optional(),
        label: z.string().min(1).max(200).optional(),
        mediaType: z
          .string()
          .regex(/^[\w.+-]+\/[\w.+-]+$/)
          .optional(),
        /** Name of a file in the output folder. */
        file: z
          .string()
          .regex(/^[^/\\\0]{1,200}$/, 'the name of a file in the output folder')
          .optional(),
        properties: z.record(z.string(), z.json()).optional(),
      }),
    )
    .max(1000),
  tags: z
    .array(
      z.strictObject({
        name: word,
        value: z.union([z.string().max(1000), z.number(), z.boolean()]),
        reason: z.string().max(1000),
      }),
    )
    .max(100)
    .optional(),
});

/** What belongs to the engine: a script may not pass its own work off as a person's decision or a written biomarker. */
const reservedKinds = ['review', 'biomarker'];

function wrong(what: string): HubError {
  return new HubError('STEP_FAILED', `the script's result is not as it must be: ${what}`);
}

/**
 * The outcome that a script's result file and output folder say.
 * @param method goes into the properties of measurements, as what measured
 * @throws STEP_FAILED naming what is wrong in the result
 */
export async function readResult(
  resultPath: string,
  outputFolder: string,
  maxBytes: number,
  method: string,
): Promise<Omit<StepOutcome, 'log'>> {
  const parsed = resultSchema.safeParse(await resultJson(resultPath));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw wrong(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const outputs: StepOutput[] = [];
  let total = 0;
  for (const { kind, role, label, mediaType, file, properties } of parsed.data.outputs) {
    if (reservedKinds.includes(kind)) throw wrong(`the kind ${kind} is made by the hub alone`);
    const own = { ...(properties as JsonObject | undefined), ...(kind === 'measurement' ? { method } : {}) };
    if (kind === 'measurement') valuesOf(own);
    const bytes = file === undefined ? null : await outputFile(join(outputFolder, file), file);
    total += bytes?.length ?? 0;
    if (total > maxBytes)
      throw new HubError('STEP_FAILED', `the script's files have more than the ${String(maxBytes)} bytes allowed`);
    outputs.push({
      kind,
      role: role ?? kind,
      label: label ?? file ?? kind,
      mediaType: mediaType ?? (bytes ? 'application/octet-stream' : 'application/json'),
      bytes: bytes ?? new TextEncoder().encode(canonicalJson(own)),
      properties: own,
    });
  }
  return { outputs, ...(parsed.data.tags ? { tags: parsed.data.tags } : {}) };
}

async function resultJson(path: string): Promise<unknown> {
  const bytes = await plainFile(path, maxResultBytes);
  if (!bytes) throw wrong('it wrote none (to the path that the task calls result)');
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new HubError('STEP_FAILED', "the script's result is not JSON", {}, { cause });
  }
}

async function outputFile(path: string, name: string): Promise<Buffer> {
  const bytes = await plainFile(path, 2 ** 31 - 1);
  if (!bytes) throw wrong(`there is no file ${name} in the output folder`);
  return bytes;
}

/** The bytes of a plain file, null when there is none. Links are not followed: they could lead to anything the hub can read. */
async function plainFile(path: string, maxBytes: number): Promise<Buffer | null> {
  const found = await lstat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (!found) return null;
  if (!found.isFile() || found.nlink > 1) throw wrong('what it names is not a plain file');
  if (found.size > maxBytes) throw wrong(`a file is larger than ${String(maxBytes)} bytes`);
  return readFile(path);
}
