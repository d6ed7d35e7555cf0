/** What the reference sees of a case in a pack, put back into the words of the case. */
import type { Case } from '../../case/case.ts';
import type { Observation } from '../../case/observation.ts';
import { VersionPicks } from '../../case/version-picks.ts';
import { objectOf } from '../../json/key-order.ts';
import { JsonNumber, type JsonValue } from '../../json/value.ts';
import { packedName, type Pack, type Slot } from '../../packing/pack.ts';
import { unpackHistory, unpackText } from '../../packing/unpack.ts';
import { EXECUTION_NAME } from '../observed-names.ts';
import { predict } from '../reference/predict.ts';

export type PackedPrediction =
  | { readonly kind: 'seen'; readonly observation: Observation }
  /** Nothing that could be compared. */
  | { readonly kind: 'unlike'; readonly reason: string };

/** `definition` is the text of the machine of the whole pack. */
export async function predictPacked(pack: Pack, slot: Slot, definition: string): Promise<PackedPrediction> {
  const prediction = await predict(packedCase(slot, definition), 'in order', undefined, new VersionPicks(), {
    executionName: packedName(slot, EXECUTION_NAME),
    seed: slot.hash,
  });
  if (prediction.status === 'DECLINED') return { kind: 'unlike', reason: prediction.reason };
  if (prediction.status === 'INVALID_DEFINITION')
    return { kind: 'unlike', reason: prediction.diagnostics?.[0]?.message ?? 'the pack is refused' };
  const { rules: _rules, inferred: _inferred, seconds: _seconds, ...observation } = prediction;
  const seen = mapTexts(observation, (text) => unpackText(text, slot));
  if (seen.history === undefined) return { kind: 'seen', observation: seen };
  const history = unpackHistory(seen.history, pack);
  if (history === undefined) return { kind: 'unlike', reason: 'its history has no dispatcher in it' };
  return { kind: 'seen', observation: { ...seen, history } };
}

/** The case with the machine of the pack in place of its own; what its states are called goes for its callbacks too. */
const packedCase = ({ case: own, tag }: Slot, definition: string): Case => ({
  ...own,
  machine: { ...own.machine, definition },
  callbacks: objectOf(
    Object.entries(own.callbacks).map(([state, lists]) => [tag + state, lists as unknown as JsonValue]),
  ) as unknown as Case['callbacks'],
});

/** Every text of a value, however deep; its shape stays. */
function mapTexts<T>(value: T, map: (text: string) => string): T {
  if (typeof value === 'string') return map(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => mapTexts(item, map)) as T;
  if (typeof value !== 'object' || value === null || value instanceof JsonNumber) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, map)])) as T;
}
