import type { AcceleratorKind, ComputeHub, ProtectedEnvironment } from '../generated/common.js';

/** Hubs of the national computing network (国家算力枢纽节点). */
export const COMPUTE_HUBS = ['JING_JIN_JI', 'YANGTZE_DELTA', 'GREATER_BAY_AREA', 'CHENG_YU', 'INNER_MONGOLIA', 'GUIZHOU', 'GANSU', 'NINGXIA'] as const satisfies readonly ComputeHub[];

/** Stands for the hub of a facility that is part of none. */
export const NO_HUB = 'NONE';

/** What data can be processed in, the one that protects them least first. */
export const ENVIRONMENTS = ['PLAIN', 'SANDBOX', 'TEE', 'FEDERATED_LEARNING', 'MPC'] as const satisfies readonly ProtectedEnvironment[];

export const ACCELERATOR_KINDS = ['GPU', 'NPU', 'FPGA', 'OTHER'] as const satisfies readonly AcceleratorKind[];

export type ComputeCapacity = {
  /** 10^15 operations a second at half precision, from 0. */
  readonly petaflops?: number;
  /** How much of that can be had now. */
  readonly freePetaflops?: number;
  /** Standard racks of 2.5 kW. */
  readonly racks?: number;
  readonly storagePetabytes?: number;
};

export type Accelerator = { readonly kind: AcceleratorKind; readonly model?: string; readonly count?: number };

/** PUE from 1, and percent from 0 to 100. */
export type EnergyUse = { readonly pue?: number; readonly renewablePercent?: number };

/** What an operator publishes of a computing facility. What is not said is absent. */
export type FacilityFacts = {
  readonly hub?: ComputeHub;
  readonly cluster?: string;
  /** A GB/T 2260 code. */
  readonly region: string;
  readonly capacity?: ComputeCapacity;
  readonly accelerators?: readonly Accelerator[];
  readonly energy?: EnergyUse;
  readonly environments: readonly ProtectedEnvironment[];
  /** Terms of use: an ODRL 2.2 policy, as JSON-LD text. */
  readonly policy?: string;
};
