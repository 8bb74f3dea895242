import { z } from 'zod';
import { usualOutput, type OutputLimits } from '../core/programs/output-limits.ts';
import type { ProgramLimits } from '../core/programs/program-limits.ts';

const bytesOfMb = 1e6;

/** Settings of what programs may take and leave, the same for all kinds of steps that run some. */
export const programLimitEnvironment = {
  PESSCARA_PROGRAM_MAX_CPUS: z.coerce
    .number()
    .positive()
    .max(1024)
    .optional()
    .describe('Most that a step may ask for as cpus (container, batch, kubernetes, spark); without it any number'),
  PESSCARA_PROGRAM_MAX_MEMORY_MB: z.coerce
    .number()
    .int()
    .min(16)
    .max(4_194_304)
    .optional()
    .describe('Most that a step may ask for as memoryMb, in MiB; Python scripts get no more either; without it any'),
  PESSCARA_PROGRAM_IMAGES: z
    .string()
    .regex(/^[a-z0-9][\w./:@-]*(,[a-z0-9][\w./:@-]*)*$/)
    .optional()
    .describe(
      'Images that steps may run (container, kubernetes), with commas: names, or name/ for all below; without it any',
    ),
  PESSCARA_PROGRAM_MAX_OUTPUT_MB: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(usualOutput.bytes / bytesOfMb)
    .describe('Most that the program of a step may leave in its folder, in MB, while it runs and at its end'),
  PESSCARA_PROGRAM_MAX_OUTPUT_FILES: z.coerce
    .number()
    .int()
    .min(10)
    .max(10_000_000)
    .default(usualOutput.files)
    .describe('Most files and folders that it may leave there'),
};

/** What is told of a value that does not fit. */
export const programLimitExpectations: Readonly<Record<string, string>> = {
  PESSCARA_PROGRAM_MAX_CPUS: 'a number above 0, at most 1024',
  PESSCARA_PROGRAM_MAX_MEMORY_MB: 'a whole number from 16 to 4194304',
  PESSCARA_PROGRAM_IMAGES: 'names of images with commas between: docker.io/library/busybox,registry.example.org/tools/',
  PESSCARA_PROGRAM_MAX_OUTPUT_MB: 'a whole number from 1 to 1000000',
  PESSCARA_PROGRAM_MAX_OUTPUT_FILES: 'a whole number from 10 to 10000000',
};

export interface ProgramLimitSettings extends ProgramLimits {
  readonly output: OutputLimits;
}

export function programLimitSettings(
  value: z.infer<z.ZodObject<typeof programLimitEnvironment>>,
): ProgramLimitSettings {
  return {
    cpus: value.PESSCARA_PROGRAM_MAX_CPUS ?? null,
    memoryMb: value.PESSCARA_PROGRAM_MAX_MEMORY_MB ?? null,
    images: value.PESSCARA_PROGRAM_IMAGES?.split(',') ?? null,
    output: {
      bytes: value.PESSCARA_PROGRAM_MAX_OUTPUT_MB * bytesOfMb,
      files: value.PESSCARA_PROGRAM_MAX_OUTPUT_FILES,
      lookMs: usualOutput.lookMs,
    },
  };
}
