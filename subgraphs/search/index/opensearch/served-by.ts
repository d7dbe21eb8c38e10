import { markOf, reachOf } from './reach.js';
import { readLogKey } from '../../../../schema/audience.js';

interface Service {
  readonly marks: readonly string[];
  readonly datasets: readonly string[];
}

/** Which services give access to which datasets, and who may know of each. */
export class ServedBy {
  readonly #services = new Map<string, Service>();
  readonly #servers = new Map<string, Set<string>>();

  /** Marks of the services that give access to a dataset. */
  marks(dataset: string): readonly string[] {
    const marks = new Set<string>();
    for (const service of this.#servers.get(dataset) ?? []) for (const mark of this.#services.get(service)?.marks ?? []) marks.add(mark);
    return [...marks].sort();
  }

  /** Takes in what a service is now; null where it is gone. @returns the datasets whose marks this may change */
  put(service: string, now: { readonly log: string; readonly datasets: readonly string[] } | null): readonly string[] {
    const before = this.#services.get(service);
    for (const dataset of before?.datasets ?? []) this.#leave(dataset, service);
    this.#services.delete(service);
    if (now !== null) {
      const { authority } = readLogKey(now.log);
      this.#services.set(service, { marks: reachOf(now.log).map((mark) => markOf(authority, mark)), datasets: now.datasets });
      for (const dataset of now.datasets) this.#servers.set(dataset, (this.#servers.get(dataset) ?? new Set()).add(service));
    }
    return [...new Set([...(before?.datasets ?? []), ...(now?.datasets ?? [])])];
  }

  #leave(dataset: string, service: string): void {
    const servers = this.#servers.get(dataset);
    servers?.delete(service);
    if (servers?.size === 0) this.#servers.delete(dataset);
  }
}
