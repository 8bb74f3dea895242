/** Times that repeat, as cron says them. */
export interface Calendar {
  /** What is wrong with it, also where the time never comes, as on 31 February; null when both are good. */
  check(cron: string, timeZone: string): 'cron' | 'timeZone' | null;
  /** The first time after that moment, in whole minutes; null when there is none any more. Both must be good. */
  next(cron: string, timeZone: string, after: Date): Date | null;
}
