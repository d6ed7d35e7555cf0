/**
 * The pattern of StringMatches: `*` stands for any run of characters, `\*` for a star, `\\` for a backslash; nothing else
 * is special and the whole string must match (AWS-BEHAVIOUR 5.4).
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const [first = '', ...rest] = literalsOf(pattern);
  if (rest.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  const last = rest.pop() as string;
  let at = first.length;
  for (const literal of rest) {
    const found = text.indexOf(literal, at);
    if (found < 0) return false;
    at = found + literal.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** The literal texts between the stars. */
function literalsOf(pattern: string): string[] {
  const literals = [''];
  for (let i = 0; i < pattern.length; i++) {
    let character = pattern[i] as string;
    if (character === '*') {
      literals.push('');
      continue;
    }
    if (character === '\\') character = pattern[++i] ?? '\\';
    literals[literals.length - 1] += character;
  }
  return literals;
}
