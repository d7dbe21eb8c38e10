/** Why a service can't start. The message says all that there is to know: it is told without a stack. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
