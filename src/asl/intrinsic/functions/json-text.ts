/** States.StringToJson and States.JsonToString. */
import { jacksonProblem } from '../../../json/jackson-message.ts';
import { parseJson } from '../../../json/parse.ts';
import { isJsonNumber, JsonNumber, type JsonValue } from '../../../json/value.ts';
import { writeJsonWithin } from '../../../json/write.ts';
import {
  INVALID_ARGUMENTS,
  LONGEST_TEXT,
  succeed,
  TOO_LONG,
  type IntrinsicFunction,
} from '../function-result.ts';

/**
 * Any JSON, scalars too; an empty or blank text gives null; `-0` gives 0 (recorded:
 * test_json_manipulation::test_string_to_json). Jackson words what is wrong with any other text (AWS-BEHAVIOUR 2.3.11).
 */
export const stringToJson: IntrinsicFunction = ({ values }) => {
  const [text] = values;
  if (values.length !== 1 || typeof text !== 'string') return INVALID_ARGUMENTS;
  if (text.trim() === '') return succeed(null);
  const parsing = parseJson(text);
  if (parsing.ok) return succeed(withoutNegativeZero(parsing.value));
  const problem = jacksonProblem(text);
  if (problem === undefined) return INVALID_ARGUMENTS;
  const place = `[Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: ${problem.line}, column: ${problem.column}]`;
  return {
    ok: false,
    rule: 'intrinsic.string-to-json-problem',
    sentence: `Cannot convert String to Json in States.StringToJson, caused by: ${problem.message}\n at ${place}`,
  };
};

const withoutNegativeZero = (value: JsonValue): JsonValue =>
  isJsonNumber(value) &&
  Object.is(value.valueOf(), -0) &&
  (!(value instanceof JsonNumber) || value.text === '-0')
    ? 0
    : value;

/** Compact JSON, keys in their order (recorded: test_json_manipulation::test_json_to_string). */
export const jsonToString: IntrinsicFunction = ({ values }) => {
  const [value] = values;
  if (values.length !== 1 || value === undefined) return INVALID_ARGUMENTS;
  const text = writeJsonWithin(value, LONGEST_TEXT);
  return text === undefined ? TOO_LONG : succeed(text);
};
