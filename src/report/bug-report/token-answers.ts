/** The shell commands that answer a machine's task tokens, in the order in which the kit sent the answers. */
import type { Answer, Case } from '../../case/case.ts';
import type { CallbackAnswer, Observation } from '../../case/observation.ts';
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
  const tokens = [...new Set(sent.map(tokenName))];
  let [last, waited] = ['', 0];
  const lines = sent.flatMap((callback, i) => {
    const name = tokenName(callback);
    const after = callback.answer.afterSeconds ?? 0;
    const own = callback.answer.token !== undefined;
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
              : [takeToken(tokens.indexOf(name) + 1)]),
          ]
        : []),
      ...pause,
      ...answerCommand(callback.answer),
      `#   ${aws}: ${oneLine(callback.result)}; the target: ${oneLine(resultOf(callback, i, expected, observed))}`,
    ];
  });
  return [...findTokens(testCase), ...lines];
}

const tokenName = ({ state, attempt }: CallbackAnswer): string => `${state}, token ${attempt}`;

const takeToken = (number: number): string => `TOKEN=$(token ${number}); echo "token: $TOKEN"`;

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
  return answers[before]?.result ?? 'not sent';
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
