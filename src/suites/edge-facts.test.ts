/** Each of the edge facts that implementers get wrong (AWS-BEHAVIOUR 11) has a directed case of its own. */
import { expect, test } from 'vitest';
import { loadSuites } from './load-suites.ts';

const EDGE_FACTS = `
E1 lambda/invoke-string-is-the-body
E2 lambda/direct-string-stays-a-string
E3 lambda/invoke-null-payload
E4 lambda/invoke-envelope
E5 lambda/throw-is-not-prefixed
E6 lambda/throw-direct lambda/throw-invoke
E7 errors/own-output-path-skipped
E8 lambda/no-such-function-caught
E9 lambda/timeout-invoke
E10 lambda/timeout-caught
E11 lambda/timeout-is-not-task-failed
E12 limits/direct-too-large limits/direct-too-large-caught
E13 errors/retry-count
E14 errors/three-retries
E15 callback/success-string
E16 callback/failure-unnamed-caught
E17 callback/heartbeat-lapses
E18 callback/heartbeat-caught-by-heartbeat-timeout
E19 callback/second-answer
E20 callback/made-up-token api/made-up-token
E21 callback/no-token-passed-on
E22 validation/invoke-sync
E23 express/callback-refused
E24 lambda/direct-returned-error-type
E25 lambda/fault-access-denied
E26 choice/no-match
E27 paths/missing-in-template
E28 errors/runtime-by-all
E29 errors/runtime-in-a-branch
E30 errors/runtime-by-name
E31 validation/all-not-alone validation/all-not-last
E32 states/fail-empty
E33 states/fail-error-only
E34 states/fail-both
E35 history/pass
E36 parallel/one-branch
E37 parallel/fail-caught
E38 parallel/retried
E39 errors/error-replaces-input
E40 errors/error-dropped
E41 limits/machine-timeout
E42 long/history-limit
E43 api/stop-plain
E44 errors/no-retries
E45 errors/second-retrier
E46 errors/query-error-retried
E47 data-flow/input-path-null
E48 data-flow/output-path-null
E49 data-flow/result-path-makes-parents
E50 data-flow/result-literal
E51 paths/wildcard-on-nothing
E52 paths/slice-on-nothing
E53 paths/index
E54 paths/index-past-end
E55 paths/filter
E56 paths/comment-is-data
E57 paths/path-without-suffix
E58 paths/context
E59 context/map-source
E60 validation/escape-newline validation/plain-text validation/function-without-parentheses
E61 intrinsics/format-null
E62 intrinsics/format-object
E63 intrinsics/split
E64 intrinsics/split-empty-parts
E65 intrinsics/add-half-of-each intrinsics/add-negative-half
E66 intrinsics/add-too-large
E67 intrinsics/range-away intrinsics/range-zero intrinsics/range-too-long
E68 intrinsics/partition-fraction
E69 intrinsics/get-fraction
E70 intrinsics/get-past-end intrinsics/get-negative
E71 intrinsics/get-of-empty
E72 intrinsics/contains-key-order
E73 intrinsics/unique
E74 intrinsics/merge intrinsics/merge-deep
E75 intrinsics/to-json-empty
E76 intrinsics/hash-lower-case-name
E77 intrinsics/hash-too-long jsonata/hash-long
E78 intrinsics/decode-abc
E79 intrinsics/add-one-argument
E80 validation/escape-newline
E81 choice/numeric-equals-text
E82 choice/missing-is-timestamp choice/missing-is-string choice/missing-is-boolean choice/missing-is-null
E83 choice/present-null
E84 choice/numeric-path-array
E85 choice/timestamp-offset
E86 choice/is-timestamp-number choice/is-timestamp-boolean choice/is-timestamp-null choice/is-timestamp-text
E87 choice/matches-escaped-star choice/matches-escaped-star-only
E88 validation/two-comparators
E89 choice/not-mismatch
E90 states/wait-negative states/wait-fraction
E91 validation/negative-seconds
E92 validation/timestamp-without-zone
E93 states/wait-past
E94 validation/two-timers
E95 map/empty
E96 map/one-at-a-time
E97 map/three-of-four-aborted
E98 map/fail-caught
E99 map/jsonata-items-number
E100 map/concurrency-path-text
E101 map/legacy-iterator map/legacy-parameters
E102 jsonata/undefined errors/query-in-a-pass errors/query-by-name
E103 validation/bare-name
E104 validation/result-in-a-pass
E105 jsonata/literal-text
E106 variables/jsonata-entry-values
E107 validation/outer-variable
E108 jsonata/timeout-fraction
E109 jsonata/singleton
E110 jsonata/partition-zero
E111 jsonata/infinity
E112 validation/jsonpath-in-jsonata
E113 jsonata/inner-states
E114 choice/rule-assign
E115 jsonata/uuid-argument jsonata/parse-number jsonata/hash-number
E116 api/start-twice api/start-other-input
E117 api/create-reformatted
E118 api/delete-missing
E119 api/describe-succeeded
E120 api/start-null api/start-text api/start-empty-text
E121 api/validate-fail
E122 api/update-equal
`;

const files = loadSuites();
const names = new Set(files.flatMap((file) => [...file.cases, ...file.apiCases]).map(({ name }) => name));
const facts = EDGE_FACTS.trim()
  .split('\n')
  .map((line) => line.split(' '));

test('all of them', () => {
  expect(facts.map(([fact]) => fact)).toEqual(Array.from({ length: 122 }, (_, i) => `E${i + 1}`));
});

test.each(facts)('%s is shown by %s', (_, ...cases) => {
  expect(cases.length).toBeGreaterThan(0);
  expect(cases.filter((name) => !names.has(name))).toEqual([]);
});
