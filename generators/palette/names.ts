/** Small sets of names that all generated cases share, so that what refers to each other meets. */

/** State names; as people write them, with a blank here and there. */
export const STATE_NAMES = [
  'Receive',
  'Check',
  'Route',
  'Charge',
  'Prepare',
  'Notify',
  'Collect',
  'Confirm',
  'Look up',
  'Store',
  'Review',
  'Ship',
  'Split',
  'Each item',
  'Count up',
  'Repair',
  'Report',
  'Give up',
  'Finish',
  'Tell',
] as const;

/** AWS allows any characters in the names of states. */
export const UNICODE_STATE_NAMES = ['Prüfen', '出荷'] as const;

/**
 * Names of functions. They occur as such nowhere else in a case: whoever runs it elsewhere replaces every string that equals
 * one of them, and every ARN.
 */
export const FUNCTION_NAMES = [
  'fn-orders',
  'fn-payment',
  'fn-stock',
  'fn-mail',
  'fn-address',
  'fn-invoice',
  'fn-report',
  'fn-ask',
  'fn-audit',
  'fn-refund',
] as const;

export const MISSING_FUNCTION = 'fn-nowhere';

/** Published versions, and aliases that lead to them. */
export const VERSION = '1';
export const OTHER_VERSION = '2';
export const ALIAS = 'live';

/** A version and an alias that no function has. */
export const MISSING_QUALIFIERS = ['9', 'gone'] as const;

/** ClientContext, in base64. */
export const CLIENT_CONTEXTS = ['{"custom":{"caller":"tests"}}', '{"client":{"app_title":"shop"}}'].map(
  (text) => Buffer.from(text).toString('base64'),
);

/**
 * Names of variables by how deep their scope lies: assigning a name of an outer scope in an inner one is refused at creation
 * (AWS-BEHAVIOUR 7.4.8).
 */
export const VARIABLE_NAMES = [
  ['total', 'customer', 'lastCode'],
  ['innerTotal', 'innerName'],
  ['deepTotal', 'deepName'],
] as const;

/** Parameters under which a callback's token is handed to its function. */
export const TOKEN_KEYS = ['token', 'taskToken'] as const;
