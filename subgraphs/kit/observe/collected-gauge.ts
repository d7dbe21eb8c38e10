import { Gauge, type Registry } from 'prom-client';

/** Values of a gauge, each with its labels. */
export type Reading<Label extends string> = readonly (readonly [labels: Readonly<Record<Label, string>>, value: number])[];

export interface CollectedGaugeOptions<Label extends string> {
  readonly registry: Registry;
  readonly name: string;
  readonly help: string;
  readonly labels: readonly Label[];
  /** Read at every scrape; what it does not name is not told any more. Where it rejects, nothing is. */
  readonly read: () => Reading<Label> | Promise<Reading<Label>>;
}

/** A gauge that is read when somebody wants to know, so that it costs nothing in between and is never out of date. */
export function collectedGauge<Label extends string>({ registry, name, help, labels, read }: CollectedGaugeOptions<Label>): void {
  new Gauge<Label>({
    name,
    help,
    labelNames: labels,
    registers: [registry],
    async collect() {
      // A store that is away must not take the other metrics with it: its absence is told by a gauge of its own.
      const reading = await Promise.resolve().then(read).catch((): Reading<Label> => []);
      this.reset();
      for (const [given, value] of reading) this.set(given, value);
    },
  });
}

/** A gauge without labels. */
export function collectedNumber({ read, ...options }: Omit<CollectedGaugeOptions<never>, 'labels' | 'read'> & { readonly read: () => number | Promise<number> }): void {
  collectedGauge({ ...options, labels: [], read: async () => [[{}, await read()]] });
}
