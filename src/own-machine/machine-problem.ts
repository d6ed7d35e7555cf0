/** What the user gave can't be examined: the message names file, place, what was expected and what to do next. */
export class MachineProblem extends Error {}
