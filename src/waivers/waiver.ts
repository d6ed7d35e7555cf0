/** A waiver: a rule that a target is known to break, let pass for a while and for a reason. */
export interface Waiver {
  /** The id of a rule of the catalogue. */
  readonly rule: string;
  readonly reason: string;
  /** Where it is tracked. */
  readonly link: string;
  /** The last day on which it counts: `2027-03-31`, in UTC. */
  readonly expires: string;
}

/** `today` is a date such as `2026-11-22`. */
export const hasExpired = ({ expires }: Pick<Waiver, 'expires'>, today: string): boolean => expires < today;

/** The day, in UTC, of a time in milliseconds. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
