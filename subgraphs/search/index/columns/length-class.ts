/** How many classes of lengths there are. */
export const LENGTH_CLASSES = 64;

/** The class of a length in tokens: four of them a doubling. What a length does to a score is reckoned once for each. */
export const lengthClass = (length: number): number => Math.min(LENGTH_CLASSES - 1, Math.round(4 * Math.log2(1 + length)));

/** A length that a class stands for. */
export const lengthOfClass = (step: number): number => Math.pow(2, step / 4) - 1;
