/** From what the user calls a target to something that runs cases. */
import { openRecording } from '../executors/recording.ts';
import { attach } from './attach/attach.ts';
import { knownTargets } from './known-targets.ts';
import type { TargetOpening, TargetOptions, TargetPreset } from './target.ts';

export type TargetResolution =
  | (TargetOpening & { readonly kind: 'open' })
  /** No target is called so. */
  | { readonly kind: 'unknown'; readonly name: string; readonly known: readonly string[] }
  /** It is known, but can't be had here and now; `remedy` says how to get it. */
  | (TargetOpening & { readonly kind: 'unavailable' });

/**
 * `name` is that of a target of the configuration or of a preset, with its settings behind a question mark where it takes any
 * (`strict?throttle=10`), the URL of a target that runs already, or `recording:PATH`.
 */
export async function resolveTarget(name: string, options: TargetOptions = {}): Promise<TargetResolution> {
  if (name.startsWith('recording:')) return openRecording(name.slice('recording:'.length));
  if (/^https?:\/\//.test(name)) return attach(name, options);
  const known = await knownTargets(options.config);
  if (known.kind === 'unusable') return { ...known, kind: 'unavailable' };
  const [presetName = '', query] = name.split('?', 2);
  const found = known.targets.find(({ target }) => target.name === presetName);
  if (found === undefined)
    return { kind: 'unknown', name, known: known.targets.map(({ target }) => target.name) };
  if (query === undefined) return found.target.open(options);
  return openWithSettings(found.target, Object.fromEntries(new URLSearchParams(query)), options);
}

async function openWithSettings(
  preset: TargetPreset,
  settings: Readonly<Record<string, string>>,
  options: TargetOptions,
): Promise<TargetOpening> {
  const known = preset.settings ?? [];
  const stray = Object.keys(settings).find((name) => !known.includes(name));
  if (stray === undefined) return preset.open({ ...options, settings });
  return {
    kind: 'unavailable',
    reason: `it has no setting '${stray}'`,
    remedy:
      known.length === 0
        ? `Name it without settings: --target ${preset.name}`
        : `Its settings are ${known.join(', ')}, for instance --target '${preset.name}?${known[0]}=1'.`,
  };
}
