/** The variables of a process, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that can't be used; the message names the variable, what was expected and what came. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting';
  constructor(variable: string, expected: string, got: string | undefined) {
    super(`${variable}: expected ${expected} but got ${got === undefined ? 'nothing' : JSON.stringify(got)}.`);
  }
}

/** Reads a whole number of `min` to `max`. @throws BadSetting */
export function readInteger(env: Environment, variable: string, fallback: number, { min, max }: { readonly min: number; readonly max: number }): number {
  const text = env[variable];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) throw new BadSetting(variable, `a whole number of ${String(min)} to ${String(max)}`, text);
  return value;
}

export const readPort = (env: Environment, variable: string, fallback: number): number => readInteger(env, variable, fallback, { min: 0, max: 65_535 });

/** Reads an http or https address. Without a fallback it must be set. @throws BadSetting */
export function readUrl(env: Environment, variable: string, fallback?: string): string {
  const text = env[variable] || fallback;
  if (text === undefined || !isHttpUrl(text)) throw new BadSetting(variable, 'an http or https address', text);
  return text;
}

/** Reads a text that must match. Without a fallback it must be set. @throws BadSetting */
export function readText(env: Environment, variable: string, expected: string, pattern: RegExp, fallback?: string): string {
  const text = env[variable] || fallback;
  if (text === undefined || !pattern.test(text)) throw new BadSetting(variable, expected, text);
  return text;
}

/** Reads `on` or `off`. @throws BadSetting */
export const readSwitch = (env: Environment, variable: string, fallback: boolean): boolean => readText(env, variable, 'on or off', /^(on|off)$/, fallback ? 'on' : 'off') === 'on';

export function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** Whether only this machine reaches a server that listens on `host`. */
export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
