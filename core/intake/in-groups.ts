/** Most files that a job works on at the same time, and most bytes of them (but always one file). */
const maxFiles = 4;
const maxBytes = 64 * 1024 * 1024;

/** The files in their order, in groups small enough to be held in memory together. */
export function inGroups<T extends { readonly sizeBytes: number }>(
  files: readonly T[],
  limits: { readonly files?: number; readonly bytes?: number } = {},
): readonly (readonly T[])[] {
  const groups: T[][] = [];
  let bytes = 0;
  for (const file of files) {
    const last = groups.at(-1);
    if (last && last.length < (limits.files ?? maxFiles) && bytes + file.sizeBytes <= (limits.bytes ?? maxBytes)) {
      last.push(file);
      bytes += file.sizeBytes;
    } else {
      groups.push([file]);
      bytes = file.sizeBytes;
    }
  }
  return groups;
}
