import type { HitLine } from './answers.js';

/** A record that another names. */
export interface Link {
  readonly id: string;
  readonly title: string;
  readonly number?: string;
}

export interface Provenance {
  readonly version: number | null;
  readonly publishedAt: string | null;
  readonly log: string | null;
  readonly leafIndex: number | null;
  readonly recordHash: string | null;
  readonly document: string | null;
  readonly leaf: string | null;
  readonly checkpoint: string | null;
  readonly inclusionProof: readonly string[] | null;
}

export interface Distribution {
  readonly title: string | null;
  readonly accessURL: string;
  readonly downloadURL: string | null;
  readonly format: string | null;
  readonly mediaType: string | null;
  readonly byteSize: number | null;
  readonly license: string | null;
}

export interface Quality {
  readonly score: number;
  readonly max: number;
  readonly rating: string;
  readonly dimensions: readonly { readonly code: string; readonly name: string; readonly points: number; readonly max: number }[];
  readonly firstFix: { readonly name: string; readonly reason: string } | null;
}

/** What any kind has, and what only some have. */
export interface RecordDetails {
  readonly id: string;
  readonly kind: string;
  readonly authority: string;
  readonly title: string;
  readonly titles: readonly { readonly lang: string; readonly text: string }[];
  readonly description: string | null;
  readonly keywords: readonly string[];
  readonly landingPage: string | null;
  readonly issued: string | null;
  readonly modified: string | null;
  readonly version: number;
  readonly sources: readonly { readonly system: string; readonly identifier: string }[];
  readonly servedFrom: 'OWNER' | 'REPLICA';
  readonly asOf: string;
  readonly provenance: Provenance | null;
  readonly owner?: Link | null;
  readonly series?: Link | null;
  readonly conformsTo?: readonly (Link | null)[];
  readonly derivedFrom?: readonly (Link | null)[];
  readonly servesDatasets?: readonly (Link | null)[];
  readonly supersedes?: readonly (Link | null)[];
  readonly parent?: Link | null;
  readonly distributions?: readonly Distribution[];
  readonly items?: readonly { readonly name: string; readonly dataType: string | null }[];
  readonly themes?: readonly string[];
  readonly region?: string | null;
  readonly temporal?: { readonly start: string | null; readonly end: string | null } | null;
  readonly frequency?: string | null;
  readonly updates?: string | null;
  readonly shareType?: string;
  readonly shareCondition?: string | null;
  readonly openness?: string;
  readonly grade?: string | null;
  readonly license?: string | null;
  readonly policy?: string | null;
  readonly quality?: Quality | null;
  readonly endpointURL?: string;
  readonly endpointDescription?: string | null;
  readonly registrationCode?: string | null;
  readonly number?: string;
  readonly status?: string | null;
  readonly uscc?: string | null;
  readonly homepage?: string | null;
  readonly industries?: readonly string[] | null;
  readonly uses?: readonly (Link | null)[] | null;
  readonly outcome?: string | null;
  readonly metBy?: readonly (Link | null)[] | null;
  readonly demandState?: string | null;
  readonly neededBy?: string | null;
  readonly hub?: string | null;
  readonly cluster?: string | null;
  readonly capacity?: Capacity | null;
  readonly accelerators?: readonly { readonly kind: string | null; readonly model: string | null; readonly count: number | null }[] | null;
  readonly energy?: { readonly pue: number | null; readonly renewablePercent: number | null } | null;
  readonly environments?: readonly string[] | null;
}

/** What can be computed and kept at a facility. */
export interface Capacity {
  readonly petaflops: number | null;
  readonly freePetaflops: number | null;
  readonly racks: number | null;
  readonly storagePetabytes: number | null;
}

export interface RecordAnswer {
  readonly record: RecordDetails | null;
  readonly authority: { readonly name: string; readonly member: { readonly publicKey: string | null } } | null;
  readonly related: { readonly total: number; readonly edges: readonly { readonly node: HitLine }[] } | null;
}
