/** `--features`: what every generated case has. */
import { ALL_FEATURES, isFeature, type Feature } from '../../generators/features/feature.ts';
import { oftenHas } from '../run/generated-cases.ts';
import { UsageError } from './command.ts';
import { didYouMean } from './nearest.ts';

/** The option may be given again, and may name several with commas between them. */
export function featuresOption(texts: readonly string[]): readonly Feature[] {
  const names = texts.flatMap((text) => text.split(',')).map((name) => name.trim());
  const features = [...new Set(names)].map(featureOf);
  if (features.length > 0 && !oftenHas(features)) {
    throw new UsageError(
      `--features: ${features.join(' and ')} hardly ever come together in one case, or rule each other out. ` +
        'Ask for fewer of them at once.',
    );
  }
  return features;
}

function featureOf(name: string): Feature {
  if (isFeature(name)) return name;
  throw new UsageError(
    `--features: there is no feature '${name}'.${didYouMean(name, ALL_FEATURES)} Known are ${ALL_FEATURES.join(', ')}.`,
  );
}
