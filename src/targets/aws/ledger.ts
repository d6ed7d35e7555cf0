/**
 * The ledger of a run: each resource stands in it before it is made, so that a run that is killed at any moment can be swept. A
 * file of one JSON a line; it goes when nothing of it is left.
 */
import { mkdir, open, readdir, readFile, unlink, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { AwsPlace } from './run-names.ts';
import type { Resource } from './resource.ts';

/** The folder of all ledgers, in the folder where the kit is run. */
export const LEDGERS = '.ledgers';

const FORMAT = 1;

export interface LedgerHeader extends AwsPlace {
  readonly format: typeof FORMAT;
  readonly target: string;
  readonly run: string;
  readonly started: string;
  /** The process that writes it, and the machine where it runs. */
  readonly process: number;
  readonly host: string;
}

type Entry = { readonly making: Resource } | { readonly gone: Resource };

export class Ledger {
  readonly path: string;
  readonly #file: FileHandle;
  readonly #standing = new Map<string, Resource>();

  private constructor(path: string, file: FileHandle) {
    this.path = path;
    this.#file = file;
  }

  /** Rejects where the folder can't be written: then nothing may be made. */
  static async create(folder: string, target: string, run: string, place: AwsPlace): Promise<Ledger> {
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${run}.ndjson`);
    // It names an account: for nobody else to read.
    const ledger = new Ledger(path, await open(path, 'ax', 0o600));
    const header: LedgerHeader = {
      format: FORMAT,
      target,
      run,
      ...place,
      started: new Date().toISOString(),
      process: process.pid,
      host: hostname(),
    };
    await ledger.#write(header);
    return ledger;
  }

  /** Goes on with a ledger that was read, in which this stands. */
  static async reopen(path: string, standing: readonly Resource[]): Promise<Ledger> {
    const text = await readFile(path, 'utf8');
    const ledger = new Ledger(path, await open(path, 'a'));
    // What its writer didn't finish.
    await ledger.#file.truncate(Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)));
    for (const resource of standing.toReversed()) ledger.#standing.set(keyOf(resource), resource);
    return ledger;
  }

  /** Resolves once it is written down: only then may the resource be made. */
  async making(resource: Resource): Promise<void> {
    this.#standing.set(keyOf(resource), resource);
    await this.#write({ making: resource });
  }

  async gone(resource: Resource): Promise<void> {
    if (this.#standing.delete(keyOf(resource))) await this.#write({ gone: resource });
  }

  /** What has been made and isn't gone, the latest first. */
  get standing(): readonly Resource[] {
    return [...this.#standing.values()].toReversed();
  }

  /** Closes it; the file stays for as long as something of it stands. */
  async close(): Promise<void> {
    await this.#file.close();
    if (this.#standing.size === 0) await unlink(this.path);
  }

  async #write(line: LedgerHeader | Entry): Promise<void> {
    await this.#file.write(`${JSON.stringify(line)}\n`);
    await this.#file.datasync();
  }
}

const keyOf = ({ kind, name }: Resource): string => `${kind} ${name}`;

export type LedgerReading =
  | { readonly kind: 'read'; readonly header: LedgerHeader; readonly standing: readonly Resource[] }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** What a ledger says still stands, the latest first. A line that was cut short by the end of its writer says nothing. */
export async function readLedger(path: string): Promise<LedgerReading> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
  }
  const [first, ...rest] = text.split('\n').slice(0, -1);
  const header = parse(first ?? '');
  if (!isHeader(header))
    return { kind: 'unreadable', reason: `its first line is no header of a ledger (format ${FORMAT})` };
  const standing = new Map<string, Resource>();
  for (const [i, line] of rest.entries()) {
    const entry = parse(line);
    const resource = resourceOf(entry);
    if (resource === undefined)
      return { kind: 'unreadable', reason: `line ${i + 2} is no entry of a ledger: ${line.slice(0, 80)}` };
    if ('making' in (entry as Entry)) standing.set(keyOf(resource), resource);
    else standing.delete(keyOf(resource));
  }
  return { kind: 'read', header, standing: [...standing.values()].toReversed() };
}

/** Paths of all ledgers of a folder. */
export async function findLedgers(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.ndjson')).map((name) => join(folder, name));
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isHeader = (value: unknown): value is LedgerHeader =>
  isRecord(value) &&
  value['format'] === FORMAT &&
  ['target', 'run', 'partition', 'account', 'region'].every((field) => typeof value[field] === 'string');

const KINDS: readonly unknown[] = ['function', 'stateMachine', 'items'] satisfies readonly Resource['kind'][];

function resourceOf(entry: unknown): Resource | undefined {
  const resource = isRecord(entry) ? (entry['making'] ?? entry['gone']) : undefined;
  return isRecord(resource) && KINDS.includes(resource['kind']) && typeof resource['name'] === 'string'
    ? (resource as unknown as Resource)
    : undefined;
}
