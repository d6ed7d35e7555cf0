/** Which program answers at a URL, by its health page. */

export type Recognised = 'ministack' | 'localstack' | 'unknown' | 'nobody';

const HEALTH_PAGES: readonly (readonly [Recognised, string])[] = [
  ['ministack', '/_ministack/health'],
  ['localstack', '/_localstack/health'],
];

export async function recognise(url: string, signal?: AbortSignal): Promise<Recognised> {
  let reached = false;
  for (const [program, page] of HEALTH_PAGES) {
    const health = await read(new URL(page, url), signal);
    if (health === 'services') return program;
    reached ||= health === 'something';
  }
  return reached ? 'unknown' : 'nobody';
}

/** `services` for a health page: JSON that lists them. */
async function read(page: URL, signal?: AbortSignal): Promise<'services' | 'something' | 'nothing'> {
  const patience = AbortSignal.timeout(5000);
  try {
    const answer = await fetch(page, { signal: signal ? AbortSignal.any([signal, patience]) : patience });
    const text = await answer.text();
    return answer.ok && /^\s*\{[^]*"services"/.test(text) ? 'services' : 'something';
  } catch {
    return 'nothing';
  }
}
