/** Formats that say what was made from what, of records that the node has already. */
export const LINEAGE_FORMATS = ['openlineage', 'prov'] as const;
export type LineageFormat = (typeof LINEAGE_FORMATS)[number];

export const isLineageFormat = (format: string | undefined): format is LineageFormat => LINEAGE_FORMATS.some((one) => one === format);
