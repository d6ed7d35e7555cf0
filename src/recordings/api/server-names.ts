/**
 * Names that the service draws itself: executions that a test started without a name, ids of Express executions. The recorder
 * put names of its own in their place; here these are told apart from the emulator's.
 */
import { entriesOf, objectOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';

const DRAWN = /^<(?:ExecArnPart|ExpressExecArn_Part\d|SyncExecArn_Part\d|MapRunArnPart\d)_\d+idx>$/;

export class ServerNames {
  /** Recorded names, the emulator's not yet known. */
  readonly #open: Set<string>;
  readonly #toServer = new Map<string, string>();

  constructor(source: JsonObject, givenNames: readonly string[]) {
    const placeholders = valueAt(source, 'placeholders');
    const drawn = Object.entries(isJsonObject(placeholders) ? placeholders : {})
      .filter(([placeholder]) => DRAWN.test(placeholder))
      .map(([, name]) => String(name));
    this.#open = new Set(drawn.filter((name) => !givenNames.includes(name)));
  }

  /** Learns names from an answer: wherever the recording has a name that is still open, the emulator's stands in its place. */
  learn(recorded: JsonValue, answered: JsonValue): void {
    if (typeof recorded === 'string' && typeof answered === 'string') this.#learnText(recorded, answered);
    else if (isJsonArray(recorded) && isJsonArray(answered))
      recorded.forEach((item, i) => this.learn(item, answered[i] ?? null));
    else if (isJsonObject(recorded) && isJsonObject(answered))
      for (const key of Object.keys(recorded)) this.learn(recorded[key] ?? null, answered[key] ?? null);
  }

  /** The answer to an unrecorded start: names are numbered in the order of the starts. */
  learnNext(name: string): void {
    const [recorded] = this.#open;
    if (recorded !== undefined) this.#bind(recorded, name);
  }

  /** Recorded names to the emulator's, for what is sent. */
  toServer(value: JsonValue): JsonValue {
    return replaceTexts(value, (text) =>
      [...this.#toServer].reduce((replaced, [recorded, name]) => replaced.replaceAll(recorded, name), text),
    );
  }

  /** The emulator's names to the recorded ones, for what is compared. */
  toRecorded(value: JsonValue): JsonValue {
    return replaceTexts(value, (text) =>
      [...this.#toServer].reduce((replaced, [recorded, name]) => replaced.replaceAll(name, recorded), text),
    );
  }

  /** Names stand between colons, or alone. */
  #learnText(recorded: string, answered: string): void {
    const [wanted, found] = [recorded.split(':'), answered.split(':')];
    if (wanted.length !== found.length) return;
    wanted.forEach((part, i) => {
      if (this.#open.has(part)) this.#bind(part, found[i] ?? '');
    });
  }

  #bind(recorded: string, name: string): void {
    this.#open.delete(recorded);
    this.#toServer.set(recorded, name);
  }
}

function replaceTexts(value: JsonValue, replace: (text: string) => string): JsonValue {
  if (typeof value === 'string') return replace(value);
  if (isJsonArray(value)) return value.map((item) => replaceTexts(item, replace));
  if (!isJsonObject(value)) return value;
  return objectOf(entriesOf(value).map(([key, item]) => [key, replaceTexts(item, replace)]));
}
