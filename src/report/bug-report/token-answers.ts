/** The shell commands that answer a machine's task tokens, in the order in which the kit sent the answers. */
import type { Answer, Case } from '../../case/case.ts';
import type { CallbackAnswer, Observation } from '../../case/observation.ts';
import type { HistoryEvent } from '../../interpreter/history.ts';
import { tokenFields, type TokenField } from '../../executors/aws-api/callbacks/token-fields.ts';
import { parseJson } from '../../json/parse.ts';
import { writeJson } from '../../json/write.ts';
import { oneLine } from '../printable.ts';
import { shellQuote } from '../shell-quote.ts';

/** Nothing where the outside answers nothing. `aws` is what the oracle is called. */
export function answerLines(
  testCase: Case,
  expected: Observation,
  observed: Observation,
  aws: string,
): readonly string[] {
  const sent = expected.callbacks ?? [];
  if (sent.length === 0) return [];
  const tokens = handedOut(expected, sent);
  let [last, waited] = ['', 0];
  const lines = sent.flatMap((callback, i) => {
    const name = tokenName(callback);
    const after = callback.answer.afterSeconds ?? 0;
    const own = callback.answer.token !== undefined;
    const result = resultOf(callback, i, expected, observed);
    const unsent = result === NOT_SENT && !own;
    const first = name !== last;
    if (first) [last, waited] = [name, 0];
    const pause = after > waited ? [`sleep ${after - waited}`] : [];
    waited = Math.max(after, waited);
    return [
      ...(first
        ? [
            '',
            `# ${oneLine(name)}`,
            ...(own && sent.filter((one) => tokenName(one) === name).length === 1
              ? []
              : [takeToken(tokens.indexOf(name) + 1, unsent)]),
          ]
        : []),
      ...pause,
      ...answerCommand(callback.answer).map((line) =>
        unsent && line.startsWith('sfn ') ? `[ -z "$TOKEN" ] || ${line}` : line,
      ),
      `#   ${aws}: ${oneLine(callback.result)}; the target: ${oneLine(result)}`,
    ];
  });
  return [...findTokens(testCase), ...lines];
}

const tokenName = ({ state, attempt }: CallbackAnswer): string => `${state}, token ${attempt}`;

/** Where the target handed out no such token nothing can be answered; elsewhere one that comes again stands for it. */
const takeToken = (number: number, mayLack: boolean): string =>
  `TOKEN=$(token ${number}${mayLack ? ' or-none' : ''}); echo "token: $TOKEN"`;

/**
 * All tokens in the order in which the machine hands them out, also those that nobody answers: one that is let expire comes
 * before the one of the next attempt.
 */
function handedOut({ history = [] }: Observation, sent: readonly CallbackAnswer[]): readonly string[] {
  const byId = new Map(history.map((event) => [event.id, event]));
  const attempts = new Map<string, number>();
  const names: string[] = [];
  for (const scheduled of history) {
    if (scheduled.type !== 'TaskScheduled' || !resourceOf(scheduled).endsWith(WAITING)) continue;
    let event: HistoryEvent | undefined = scheduled;
    while (event !== undefined && event.type !== 'TaskStateEntered') event = byId.get(event.previousEventId);
    const state = event === undefined ? undefined : stateOf(event);
    if (state === undefined) continue;
    const attempt = (attempts.get(state) ?? 0) + 1;
    attempts.set(state, attempt);
    names.push(`${state}, token ${attempt}`);
  }
  const answered = [...new Set(sent.map(tokenName))];
  return answered.every((name) => names.includes(name)) ? names : answered;
}

const WAITING = '.waitForTaskToken';

const resourceOf = (event: HistoryEvent): string =>
  textAt(event['taskScheduledEventDetails'], 'resource') ?? '';

const stateOf = (event: HistoryEvent): string | undefined =>
  textAt(event['stateEnteredEventDetails'], 'name');

function textAt(details: unknown, field: string): string | undefined {
  const value: unknown =
    typeof details === 'object' && details !== null
      ? Object.entries(details).find(([key]) => key === field)?.[1]
      : undefined;
  return typeof value === 'string' ? value : undefined;
}

const NOT_SENT = 'not sent';

/** How the target answered the same thing, as far as it was sent. */
function resultOf(
  callback: CallbackAnswer,
  place: number,
  expected: Observation,
  observed: Observation,
): string {
  const key = (one: CallbackAnswer): string => `${tokenName(one)} ${JSON.stringify(one.answer)}`;
  const before = (expected.callbacks ?? [])
    .slice(0, place)
    .filter((one) => key(one) === key(callback)).length;
  const answers = (observed.callbacks ?? []).filter((one) => key(one) === key(callback));
  return answers[before]?.result ?? NOT_SENT;
}

/** A shell function that waits for the n-th token: from the history, or from what a function has logged. */
function findTokens({ machine: { definition }, functions }: Case): readonly string[] {
  const parsing = typeof definition === 'string' ? parseJson(definition) : undefined;
  const value = parsing === undefined ? definition : parsing.ok ? parsing.value : null;
  const fields = [...tokenFields(value).values()].flat();
  const logs = Object.keys(functions).map(
    (name) =>
      `    aws --endpoint-url "$ENDPOINT" logs filter-log-events --log-group-name ${shellQuote(`/aws/lambda/${name}`)} --start-time "$((RUN * 1000))" --query 'events[].message' --output text`,
  );
  return [
    '',
    '# The n-th task token that the machine handed out, from the history or from what the functions logged',
    'token() {',
    '  for _ in $(seq 10); do',
    '    tokens=$({',
    '    sfn get-execution-history --execution-arn "$EXECUTION" --query \'events[].[taskScheduledEventDetails.parameters]\' --output text',
    ...logs,
    `    } 2>/dev/null | grep -oE ${shellQuote(patternOf(fields))} | grep -oE '[A-Za-z0-9+/=_-]{20,}' | awk '!seen[$0]++')`,
    '    [ "$(printf "$tokens" | grep -c .)" -ge "$1" ] && break',
    '    sleep 1',
    '  done',
    '  [ "$2" != or-none ] || [ "$(printf "$tokens" | grep -c .)" -ge "$1" ] || return 0',
    '  # A target that hands out one token again has fewer of them.',
    '  printf "$tokens" | head -n "$1" | tail -n 1',
    '}',
  ];
}

/** What stands around a token in a payload: its key, where the machine gives it one. */
function patternOf(fields: readonly TokenField[]): string {
  const keys = fields.flatMap(({ path, holds }) => {
    if (holds === 'somewhere') return [];
    const key = holds === 'token' ? path.at(-1) : 'Token';
    return typeof key === 'string' && /^\w+$/.test(key) ? [key] : [];
  });
  return keys.length === 0
    ? '[A-Za-z0-9+/=_-]{30,}'
    : `"(${[...new Set(keys)].join('|')})\\\\*": *\\\\*"[^"]+"`;
}

function answerCommand(answer: Answer): readonly string[] {
  const notes = [
    ...(answer.from === 'function' ? ['# The function itself sends this, while it runs.'] : []),
    ...(answer.tokenOf === undefined
      ? []
      : ['# With the token of an execution of another machine, in which it is still open.']),
  ];
  const token = `--task-token ${answer.token === undefined ? '"$TOKEN"' : shellQuote(answer.token)}`;
  if ('heartbeat' in answer) return [...notes, `sfn send-task-heartbeat ${token}`];
  if ('failure' in answer) {
    const texts = (['error', 'cause'] as const).flatMap((field) => {
      const text = answer.failure[field];
      return text === undefined ? [] : [`--${field} ${shellQuote(text)}`];
    });
    return [...notes, ['sfn send-task-failure', token, ...texts].join(' ')];
  }
  if ('successBytes' in answer) {
    return [
      ...notes,
      `{ printf '"'; head -c ${answer.successBytes - 2} /dev/zero | tr '\\0' x; printf '"'; } > output.json`,
      `sfn send-task-success ${token} --task-output file://output.json`,
    ];
  }
  const output = 'successText' in answer ? answer.successText : writeJson(answer.success);
  return [...notes, `sfn send-task-success ${token} --task-output ${shellQuote(output)}`];
}
