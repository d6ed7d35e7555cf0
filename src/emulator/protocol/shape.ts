/**
 * The shapes of the API's requests with their constraints. A shape reads an unknown value, reports what is wrong with it,
 * and gives it a type; what it gives is only used where nothing was reported.
 *
 * Source: the published model of the API (AWS-BEHAVIOUR, tag `API`).
 */
import { stringHash } from '../../asl/java/hash-map-order.ts';
import type { Findings } from './findings.ts';

export interface Shape<T> {
  readonly read: (value: unknown, place: string, found: Findings) => T;
  /** How messages quote a value: as Java prints it. */
  readonly show: (value: unknown) => string;
}

/** A member that must be there. */
export interface Required<T> {
  readonly required: Shape<T>;
}

export const required = <T>(shape: Shape<T>): Required<T> => ({ required: shape });

interface TextLimits {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  /** Messages don't quote the value. */
  readonly sensitive?: true;
  /** The length counts bytes of UTF-8 (AWS-BEHAVIOUR 9.1.2). */
  readonly bytes?: true;
}

export function text(limits: TextLimits = {}): Shape<string> {
  const { min, max, sensitive } = limits;
  const pattern = limits.pattern === undefined ? undefined : new RegExp(`^(?:${limits.pattern})$`, 'u');
  return {
    show: String,
    read(value, place, found) {
      if (typeof value !== 'string') {
        found.wrongType(value, 'a String');
        return '';
      }
      const shown = sensitive ? undefined : `'${value}'`;
      const length = limits.bytes ? Buffer.byteLength(value) : value.length;
      if (max !== undefined && length > max)
        found.constraint(place, shown, `have length less than or equal to ${max}`);
      if (pattern && !pattern.test(value))
        found.constraint(place, shown, `satisfy regular expression pattern: ${limits.pattern}`);
      if (min !== undefined && length < min)
        found.constraint(place, shown, `have length greater than or equal to ${min}`);
      return value;
    },
  };
}

export const oneOf = <T extends string>(...known: readonly T[]): Shape<T> => ({
  show: String,
  read(value, place, found) {
    if (typeof value !== 'string') found.wrongType(value, 'a String');
    else if (!known.some((one) => one === value))
      found.constraint(place, `'${value}'`, `satisfy enum value set: [${inSetOrder(known).join(', ')}]`);
    return value as T;
  },
});

/**
 * AWS lists the known values in the order of a hash set with 32 buckets, what came later first within a bucket: so recorded for
 * `statusFilter` (RECORDED 105), and so other services list theirs. For the other members of this API it is inferred.
 */
function inSetOrder(known: readonly string[]): readonly string[] {
  const bucketOf = (value: string): number => stringHash(value) & 31;
  return known.toReversed().toSorted((a, b) => bucketOf(a) - bucketOf(b));
}

export const flag: Shape<boolean> = {
  show: String,
  read(value, _place, found) {
    if (typeof value !== 'boolean') found.wrongType(value, 'Boolean');
    return value === true;
  },
};

export const wholeNumber = (min: number, max?: number): Shape<number> => numeric('an Integer', min, max);

export const decimal = (min: number, max?: number): Shape<number> => numeric('a Float', min, max);

const numeric = (kind: string, min: number, max: number | undefined): Shape<number> => ({
  show: String,
  read(value, place, found) {
    if (typeof value !== 'number' || (kind === 'an Integer' && !Number.isInteger(value))) {
      found.wrongType(value, kind);
      return 0;
    }
    if (max !== undefined && value > max)
      found.constraint(place, `'${value}'`, `have value less than or equal to ${max}`);
    if (value < min) found.constraint(place, `'${value}'`, `have value greater than or equal to ${min}`);
    return value;
  },
});

/** Members are counted from 1 in messages: `routingConfiguration.1.member.weight`. */
export const listOf = <T>(
  item: Shape<T>,
  { min, max }: { readonly min?: number; readonly max?: number } = {},
): Shape<readonly T[]> => {
  const show = (value: unknown): string =>
    Array.isArray(value) ? `[${value.map((one) => item.show(one)).join(', ')}]` : String(value);
  return {
    show,
    read(value, place, found) {
      if (!Array.isArray(value)) {
        found.wrongType(value, 'a List');
        return [];
      }
      if (max !== undefined && value.length > max)
        found.constraint(place, `'${show(value)}'`, `have length less than or equal to ${max}`);
      if (min !== undefined && value.length < min)
        found.constraint(place, `'${show(value)}'`, `have length greater than or equal to ${min}`);
      return value.map((one: unknown, i) => item.read(one, `${place}.${i + 1}.member`, found));
    },
  };
};
