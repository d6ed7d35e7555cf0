/** What a certificate does not prove, said in the certificate itself. */
import { profileTitle } from '../profiles/profile.ts';
import type { Certificate } from './certificate.ts';

export function limitsOf({
  target,
  kit,
  profile,
  facets,
  cases,
  declined,
  indeterminate,
  onInference,
}: Omit<Certificate, 'doesNotProve'>): readonly string[] {
  const unseen = Object.entries(facets)
    .filter(([, { asked, compared }]) => compared < asked)
    .map(([facet, { asked, compared }]) => `${facet} in ${asked - compared} of ${asked} cases`);
  return [
    `It says what ${target.name} ${target.version} did with the ${cases} cases of ${profileTitle(profile)}, and nothing of other cases, other versions or other settings.`,
    `What AWS does is what the reference of kit ${kit} predicts. It is held to recordings of AWS; where it is wrong, so is this certificate.`,
    'The raw observations are the word of whoever made them. Verification shows that all the rest follows from them; only a signature over the manifest says who vouches for them.',
    'How long things take, quotas, permissions, logs and prices are not compared.',
    ...(unseen.length > 0 ? [`This target can't be seen to do: ${unseen.join(', ')}.`] : []),
    ...(declined > 0 ? [`The target declined ${declined} cases: of them nothing is known.`] : []),
    ...(indeterminate > 0 ? [`Of ${indeterminate} cases nothing was learnt.`] : []),
    ...(onInference > 0
      ? [`${onInference} cases differ where AWS is known by inference only; they count as conforming.`]
      : []),
  ];
}
