/** `--profile`. */
import { loadProfile, profileVersions, type LoadedProfile } from '../profiles/load-profile.ts';
import { UsageError } from './command.ts';
import { didYouMean } from './nearest.ts';

/** `lambda-core` for its newest version, `lambda-core@1` for that one. */
export function profileOption(text: string | undefined, usage: string): LoadedProfile {
  const versions = profileVersions();
  const known = [...versions.keys()];
  if (text === undefined)
    throw new UsageError(`--profile: name one of ${known.join(', ')}.\n\nUsage: ${usage}`);
  const [, name = text, wanted] = /^([^@]+)(?:@(\d+))?$/.exec(text) ?? [];
  const has = versions.get(name);
  if (has === undefined || has.length === 0)
    throw new UsageError(
      `--profile: there is no profile '${name}'.${didYouMean(name, known)} Known are ${known.join(', ')}.`,
    );
  const version = wanted === undefined ? has.at(-1) : Number(wanted);
  if (version === undefined || !has.includes(version))
    throw new UsageError(
      `--profile: ${name} has no version ${wanted}. This kit has ${name} in the versions ${has.join(', ')}.`,
    );
  return loadProfile(name, version);
}
