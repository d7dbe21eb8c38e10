import { leakMatrix } from './leak-matrix.js';

/* LEAK_CASES=10000 is the full run, LEAK_SEED repeats one. */

leakMatrix({ cases: Number(process.env['LEAK_CASES'] ?? 400) });
