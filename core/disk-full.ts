/** Whether an error of the file system says: no room on the disk, none left of this user's share, or no file may grow so long. */
export const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'EFBIG'].includes((error as NodeJS.ErrnoException).code ?? '');
