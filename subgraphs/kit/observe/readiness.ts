/** How it stands with something that a service works with. */
export interface Dependency {
  readonly ok: boolean;
  /** Whether the service can't do its work without it. @default true */
  readonly needed?: boolean;
  /** What else there is to say of it, for people. */
  readonly detail?: string;
}

/** All that a service works with, by name. */
export type Dependencies = Readonly<Record<string, Dependency>>;

export interface Readiness {
  readonly status: 'ready' | 'not ready' | 'closing';
  readonly dependencies: Dependencies;
}

/** A service is ready while it has what it needs and is not about to stop. */
export function readinessOf(dependencies: Dependencies, isClosing: boolean): Readiness {
  const hasAll = Object.values(dependencies).every(({ ok, needed = true }) => ok || !needed);
  return { status: isClosing ? 'closing' : hasAll ? 'ready' : 'not ready', dependencies };
}
