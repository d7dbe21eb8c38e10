/** A value of a metric with its labels. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LABEL = /([a-z_]+)="((?:[^"\\]|\\.)*)"/g;

/** The values of one metric in Prometheus' text format. */
export function samplesOf(text: string, metric: string): readonly Sample[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${metric}{`) || line.startsWith(`${metric} `))
    .map((line) => ({
      labels: Object.fromEntries([...line.matchAll(LABEL)].map(([, name, value]) => [name as string, value as string])),
      value: Number(line.slice(line.lastIndexOf(' ') + 1)),
    }));
}
