/** Loaded before a service (`--import`), so that its clock is wrong by CLOCK_OFFSET_MILLIS. */
const offset = Number(process.env['CLOCK_OFFSET_MILLIS'] ?? 0);
const RightDate = Date;

globalThis.Date = class WrongDate extends RightDate {
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) super(RightDate.now() + offset);
    else super(...(given as [number]));
  }

  static override now(): number {
    return RightDate.now() + offset;
  }
} as DateConstructor;
