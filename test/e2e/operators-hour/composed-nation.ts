import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { packagePath } from '../../../schema/package-path.js';
import { freePort } from '../support/free-port.js';
import type { Environment, RunningService, Services } from '../support/services.js';

interface ComposeService {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
}

/** What the compose file asks for of its reader, and what tests give. */
const GIVEN: Environment = { OPERATOR_TOKEN: 'operator-secret', STEWARD_TOKEN: 'steward-secret' };

/** The services of docs/operations/compose.yaml as processes on this machine, each with its own command and environment. */
export class ComposedNation {
  readonly #services: Services;
  readonly #described: Readonly<Record<string, ComposeService>>;
  readonly #ports: ReadonlyMap<string, number>;
  readonly #running = new Map<string, RunningService>();

  private constructor(services: Services, described: Readonly<Record<string, ComposeService>>, ports: ReadonlyMap<string, number>) {
    this.#services = services;
    this.#described = described;
    this.#ports = ports;
  }

  static async create(services: Services): Promise<ComposedNation> {
    const { services: described } = parse(readFileSync(packagePath('docs', 'operations', 'compose.yaml'), 'utf8'), { merge: true }) as { readonly services: Readonly<Record<string, ComposeService>> };
    const ports = new Map<string, number>();
    for (const name of Object.keys(described)) ports.set(name, await freePort());
    return new ComposedNation(services, described, ports);
  }

  /** Names of the services that run this program. */
  get names(): readonly string[] {
    return Object.keys(this.#described).filter((name) => this.#described[name]?.image === 'ucat');
  }

  /** Where a service is instead. */
  address(name: string): string {
    return `127.0.0.1:${String(this.#ports.get(name))}`;
  }

  /** A text of the file, with what stands for names and values of it put in. */
  filledIn(text: string): string {
    const given = text.replace(/\$\{([A-Z_]+):(?:-([^}]*)|\?[^}]*)\}/g, (_, name: string, otherwise?: string) => GIVEN[name] ?? otherwise ?? '');
    return given.replace(/\b([a-z][a-z0-9-]*):\d{4}\b/g, (whole, name: string) => (this.#ports.has(name) ? this.address(name) : whole));
  }

  environment(name: string): Environment {
    const entries = Object.entries(this.#described[name]?.environment ?? {}).map(([key, value]) => [key, this.filledIn(String(value))]);
    return { ...(Object.fromEntries(entries) as Environment), PORT: String(this.#ports.get(name)) };
  }

  async start(name: string, more: Environment = {}): Promise<RunningService> {
    const running = await this.#services.start(name, this.#described[name]?.command ?? [], { ...this.environment(name), ...more });
    this.#running.set(name, running);
    return running;
  }

  service(name: string): RunningService {
    return this.#running.get(name) as RunningService;
  }
}
