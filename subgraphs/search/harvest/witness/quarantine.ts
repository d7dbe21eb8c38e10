/** A log whose node has signed two histories, with both checkpoints as evidence. */
export interface Quarantined {
  /** Key of the log. */
  readonly log: string;
  /** When it was found, RFC 3339 in UTC. */
  readonly at: string;
  /** What is wrong, as a sentence. */
  readonly reason: string;
  /** The checkpoint that had been verified, and the one that contradicts it: C2SP signed notes, both with the node's signature. */
  readonly known: string;
  readonly told: string;
  /** The operator's act that ends it; null until there is one. */
  readonly lifted: Lift | null;
}

/** By lifting it an operator accepts the history that the node has now. */
export interface Lift {
  readonly at: string;
  readonly reason: string;
}

/** The logs that nothing is taken of until an operator says so. Evidence is never thrown away. */
export interface Quarantine {
  /** What stands against a log; null where nothing does. */
  read(log: string): Quarantined | null;
  list(): readonly Quarantined[];
  /** Begins it, unless it has begun. */
  keep(evidence: Omit<Quarantined, 'lifted'>): void;
  /** Once a lifted log has been read anew: the evidence is put by. */
  close(log: string): void;
}

/** For as long as the process lives: for tools and tests. */
export function quarantineInMemory(): Quarantine & { lift(log: string, lift: Lift): void } {
  const open = new Map<string, Quarantined>();
  return {
    read: (log) => open.get(log) ?? null,
    list: () => [...open.values()],
    keep: (evidence) => void (open.has(evidence.log) || open.set(evidence.log, { ...evidence, lifted: null })),
    close: (log) => void open.delete(log),
    lift(log, lifted) {
      const found = open.get(log);
      if (found) open.set(log, { ...found, lifted });
    },
  };
}
