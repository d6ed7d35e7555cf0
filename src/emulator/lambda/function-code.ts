/** The code of a function: what the zip holds, and the kit's script where one is in it. */
import { createHash } from 'node:crypto';
import { unzipSync, type Unzipped } from 'fflate';
import type { Outcome as FunctionOutcome } from '../../case/case.ts';
import { readFunction } from '../../case/parse-case.ts';
import { ShapeError } from '../../case/shape.ts';
import { SCRIPT_FILE } from '../../executors/function-package/function-package.ts';
import { parseJson } from '../../json/parse.ts';
import { Refusal, type Outcome } from '../protocol/refusal.ts';

export interface FunctionCode {
  /** By path. */
  readonly files: Unzipped;
  /** Bytes of the zip. */
  readonly size: number;
  /** SHA-256 of the zip in base64. */
  readonly sha256: string;
  /** What the function does, one outcome an invocation; present where the zip holds the kit's script. */
  readonly script: readonly FunctionOutcome[] | undefined;
}

const invalid = (message: string): Refusal => new Refusal('InvalidParameterValueException', message);

export function readFunctionCode(zip: Uint8Array): Outcome<FunctionCode> {
  let files: Unzipped;
  try {
    files = unzipSync(zip);
  } catch {
    return invalid('Could not unzip uploaded file. Please check your file, then try to upload again.');
  }
  const outside = Object.keys(files).find((path) => path.startsWith('/') || path.split('/').includes('..'));
  if (outside !== undefined) return invalid(`The zip holds a file outside of its root: ${outside}`);
  const script = readScript(files);
  if (script instanceof Refusal) return script;
  const sha256 = createHash('sha256').update(zip).digest('base64');
  return { files, size: zip.length, sha256, script };
}

/** A script that can't be read is refused at once: its function would do something else than its author meant. */
function readScript(files: Unzipped): Outcome<readonly FunctionOutcome[] | undefined> {
  const bytes = files[SCRIPT_FILE];
  if (bytes === undefined) return undefined;
  const parsing = parseJson(Buffer.from(bytes).toString('utf8'));
  if (!parsing.ok) return invalid(`${SCRIPT_FILE} is not JSON: ${parsing.message}`);
  try {
    return readFunction(parsing.value, SCRIPT_FILE).outcomes;
  } catch (error) {
    if (error instanceof ShapeError) return invalid(error.message);
    throw error;
  }
}
