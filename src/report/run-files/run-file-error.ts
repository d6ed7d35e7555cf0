/** Something in a run's folder can't be read as what it should be. */

/** Thrown while a folder is read and turned into a value at the border, as `ShapeError` is for cases. */
export class RunFileError extends Error {
  /** `place` is `FILE` or `FILE:LINE`. */
  constructor(place: string, message: string) {
    super(`${place}: ${message}`);
  }
}
