/** All targets that have a name: the kit's own, and those of the configuration, which go first. */
import { configTargets } from './config/config-target.ts';
import { loadConfig } from './config/load-config.ts';
import type { TargetPreset } from './target.ts';
import { TARGETS } from './targets.ts';

export interface KnownTarget {
  readonly target: TargetPreset;
  /** The configuration that describes it; absent for one of the kit's own. */
  readonly file?: string;
}

export type KnownTargets =
  | { readonly kind: 'known'; readonly targets: readonly KnownTarget[] }
  /** The configuration can't be used. */
  | { readonly kind: 'unusable'; readonly reason: string; readonly remedy: string };

/** A target of the kit's own whose name the configuration takes isn't there. */
export async function knownTargets(config?: string): Promise<KnownTargets> {
  const loading = await loadConfig(config);
  if (loading.kind === 'unusable') return loading;
  const described =
    loading.kind === 'none' ? [] : configTargets(loading).map((target) => ({ target, file: loading.file }));
  const taken = new Set(described.map(({ target: { name } }) => name));
  const own = TARGETS.filter(({ name }) => !taken.has(name)).map((target) => ({ target }));
  return { kind: 'known', targets: [...own, ...described] };
}
