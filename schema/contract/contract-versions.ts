const FORM = /^(\d{1,4})\.(\d{1,4})$/;

/** Major and minor number of a contract's version; null where it is none. */
export function parseVersion(version: string): readonly [major: number, minor: number] | null {
  const match = FORM.exec(version);
  return match && [Number(match[1]), Number(match[2])];
}

/** Orders versions by their numbers: 1.9 before 1.10. @throws RangeError where one is none */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => parseVersion(version) ?? refuse(version)) as [readonly [number, number], readonly [number, number]];
  return a[0] - b[0] || a[1] - b[1];
}

function refuse(version: string): never {
  throw new RangeError(`Expected a version such as 1.0 but got ${JSON.stringify(version)}.`);
}
