import { HubError } from '../core/errors.ts';

/**
 * The project whose every item is meant (`--all --project P`), or null when ids are given.
 * @throws BAD_USER_INPUT for neither, for both, or for `--all` without a project
 */
export function chosenProject(
  ids: readonly string[],
  options: { readonly all?: boolean; readonly project?: string },
): string | null {
  const all = options.all === true;
  if (ids.length > 0 === all) {
    throw new HubError('BAD_USER_INPUT', `expected either ids or --all, got ${all ? 'both' : 'neither'}`);
  }
  if (!all) return null;
  if (options.project === undefined)
    throw new HubError('BAD_USER_INPUT', '--all: expected --project NAME with it, got none');
  return options.project;
}

/** Does the work for each id in turn. @throws HubError of the first that fails, naming its id and how many were done before it */
export async function eachId(ids: readonly string[], work: (id: string) => Promise<void>): Promise<void> {
  for (const [done, id] of ids.entries()) {
    try {
      await work(id);
    } catch (caught) {
      if (!(caught instanceof HubError)) throw caught;
      const before = done === 0 ? '' : ` (done before it: ${String(done)} of ${String(ids.length)})`;
      throw new HubError(
        caught.code,
        `${id}: ${caught.message}${before}`,
        { ...caught.details, id },
        { cause: caught },
      );
    }
  }
}
