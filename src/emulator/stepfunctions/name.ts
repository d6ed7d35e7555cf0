/** Names of machines, executions and activities (AWS-BEHAVIOUR 8.1.2, RECORDED 104). */
import { Refusal } from '../protocol/refusal.ts';

/** White space, brackets, wildcards, the special characters, and what isn't printed. */
// oxlint-disable-next-line no-control-regex -- control characters are what has to be found
const ILLEGAL = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]/u;

export const checkName = (name: string | undefined): Refusal | undefined =>
  name === undefined || !ILLEGAL.test(name)
    ? undefined
    : new Refusal('InvalidName', `Invalid Name: '${name}'`);
