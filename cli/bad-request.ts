/** The request can't be carried out as it was made. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}
