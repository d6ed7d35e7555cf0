/** Names that Lambda accepts, made of whatever a template or a definition calls a function. */

/** Names are at most 64 characters long (AWS-BEHAVIOUR 9.2.8). */
const LONGEST = 64;

export const deployableName = (text: string): string =>
  text
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST) || 'function';
